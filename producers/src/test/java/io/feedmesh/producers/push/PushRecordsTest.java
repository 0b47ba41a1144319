package io.feedmesh.producers.push;

import static org.assertj.core.api.Assertions.assertThat;

import io.feedmesh.producers.push.PushRecords.Handed;
import io.feedmesh.schemas.record.Change;
import io.feedmesh.schemas.record.ChangeSource;
import io.feedmesh.schemas.url.FeedUrl;
import java.time.Instant;
import java.util.Collections;
import org.junit.jupiter.api.Test;

class PushRecordsTest {
  @Test
  void whatASenderSaysOfADocumentIsBounded() {
    Handed handed =
        new Handed(
            FeedUrl.parse("http://b.example/"),
            "x".repeat(201),
            Collections.nCopies(21, "<http://hub.example/>; rel=hub"),
            new byte[] {1});

    Change change = PushRecords.change(handed, ChangeSource.PUSH, "agg", Instant.EPOCH);

    assertThat(change.getOrigin().getContentType()).isNull();
    assertThat(change.getOrigin().getLinks()).hasSize(20);
    assertThat(change.getOrigin().getEtag()).isNull();
    assertThat(change.getOrigin().getDate()).isNull();
  }
}
