package io.feedmesh.streams.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownServerException;
import org.apache.kafka.streams.errors.StreamsException;
import org.junit.jupiter.api.Test;

class FailuresTest {
  @Test
  void troubleWithTheClusterPasses() {
    assertThat(Failures.passes(new TimeoutException("no answer"))).isTrue();
    assertThat(Failures.passes(new StreamsException(new TimeoutException("no answer")))).isTrue();
    assertThat(Failures.passes(new StreamsException(new UnknownServerException("?")))).isTrue();
    assertThat(Failures.passes(new StreamsException(new InvalidProducerEpochException("old"))))
        .isTrue();
    assertThat(Failures.passes(new StreamsException(new InvalidTxnStateException("aborted"))))
        .as("a transaction that took longer than the cluster allows, as when a broker dies")
        .isTrue();
  }

  @Test
  void bugsAndRefusalsDoNot() {
    assertThat(Failures.passes(new NullPointerException())).isFalse();
    assertThat(Failures.passes(new StreamsException(new SerializationException("?")))).isFalse();
    assertThat(
            Failures.passes(
                new StreamsException(new TopicAuthorizationException(Set.of("feedmesh.pings")))))
        .isFalse();
    Throwable circle = new IllegalStateException("a");
    circle.initCause(new IllegalStateException("b", circle));
    assertThat(Failures.passes(circle)).isFalse();
  }
}
