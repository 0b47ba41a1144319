package io.feedmesh.streams.alias;

import static org.assertj.core.api.Assertions.assertThat;

import io.feedmesh.schemas.record.Change;
import io.feedmesh.schemas.record.ChangeSource;
import io.feedmesh.schemas.record.OriginResponse;
import io.feedmesh.streams.testing.Samples;
import java.nio.ByteBuffer;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AliasClaimTest {
  @ParameterizedTest
  @CsvSource({
    "http://blog.example/feed, blog.example/feed",
    "https://www.blog.example/feed/, blog.example/feed",
    "https://www.blog.example/, blog.example",
    "http://blog.example:8080/feed, blog.example:8080/feed",
    "https://blog.example/?feed=rss2, blog.example?feed=rss2",
    "https://wwwblog.example/Feed, wwwblog.example/Feed",
  })
  void addressesThatDifferInSchemeWwwAndClosingSlashAreOfOneGroup(String feed, String group) {
    AliasClaim claim = AliasClaim.of(change(feed, feed), null, 7);

    assertThat(claim).isEqualTo(new AliasClaim(feed, group, feed, 7));
  }

  @Test
  void whatADocumentNamesCountsBeforeWhereItWasFoundAndThatBeforeWhereItWasAskedFor() {
    Change moved = change("http://old.example/feed", "https://new.example/feed");

    assertThat(AliasClaim.of(moved, "https://self.example/feed", 1).group())
        .isEqualTo("self.example/feed");
    assertThat(AliasClaim.of(moved, null, 1).group()).isEqualTo("new.example/feed");
    assertThat(AliasClaim.of(moved, "feed.xml", 1).group()).isEqualTo("new.example/feed");
    assertThat(AliasClaim.of(change("http://old.example/feed", ""), "urn:x", 1).group())
        .isEqualTo("old.example/feed");
  }

  @Test
  void aFeedThatHasEntriesHasNotLeft() {
    assertThat(AliasClaim.of(change("http://a.example/", ""), null, AliasClaim.LEFT).fingerprint())
        .isNotEqualTo(AliasClaim.LEFT);
  }

  @Test
  void comesBackAsItWasSent() {
    AliasClaim claim = new AliasClaim("http://a.example/", "a.example", "http://b.example/", -5);
    byte[] bytes = AliasClaim.SERDE.serializer().serialize("t", claim);

    assertThat(AliasClaim.SERDE.deserializer().deserialize("t", bytes)).isEqualTo(claim);
  }

  private static Change change(String feed, String foundAt) {
    return Change.newBuilder()
        .setFeedUrl(feed)
        .setBody(ByteBuffer.allocate(0))
        .setSize(0)
        .setContentHash(Samples.hash(""))
        .setOrigin(OriginResponse.newBuilder().setUrl(foundAt).build())
        .setSource(ChangeSource.FETCH)
        .setFetchedAt(Instant.EPOCH)
        .build();
  }
}
