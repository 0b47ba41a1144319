package io.feedmesh.streams.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class LapseTest {
  @Test
  void aLapseNamesTheLeaseThatEnded() {
    assertThat(Lapse.leaseUntil(Lapse.headers(1234))).hasValue(1234);
    assertThat(Lapse.leaseUntil(new RecordHeaders())).isEmpty();
    var foreign =
        new RecordHeaders()
            .add("feedmesh-lapsed-lease", "soon".getBytes(StandardCharsets.US_ASCII));
    assertThat(Lapse.leaseUntil(foreign)).isEmpty();
  }
}
