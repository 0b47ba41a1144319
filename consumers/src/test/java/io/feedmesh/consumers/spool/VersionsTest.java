package io.feedmesh.consumers.spool;

import static org.assertj.core.api.Assertions.assertThat;

import io.feedmesh.schemas.record.OriginResponse;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VersionsTest {
  private static final long NOW = 1_790_000_000_000L; // 21 September 2026

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "null",
      value = {
        "Sun, 06 Nov 1994 08:49:37 GMT | 784111777000",
        "yesterday                     | 1790000000000",
        "null                          | 1790000000000",
        "Tue, 06 Nov 2035 08:49:37 GMT | 1790000000000",
        "Thu, 01 Jan 1970 00:00:00 GMT | 1790000000000",
      })
  void lastModifiedIsTheOriginsIfItCanBe(String said, long modified) {
    OriginResponse origin =
        OriginResponse.newBuilder().setUrl("http://a/").setLastModified(said).build();

    SpooledFeed feed = Versions.proxied(Feeds.URL, origin, "0".repeat(64), 1, NOW, NOW);

    assertThat(feed.modified()).isEqualTo(modified);
    assertThat(feed.provisional()).isTrue();
  }
}
