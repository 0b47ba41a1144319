package io.feedmesh.consumers.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.feedmesh.consumers.spool.SpooledFeed;
import io.feedmesh.schemas.url.FeedUrl;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.junit.jupiter.api.Test;

class FeedHeadersTest {
  private static final FeedHeaders HEADERS = FeedHeaders.of(feed("application/rss+xml"));

  private static SpooledFeed feed(String contentType) {
    return new SpooledFeed(
        FeedUrl.parse("https://example.org/f"),
        1,
        "t",
        "ab".repeat(32),
        "\"origin\"",
        contentType,
        1_790_000_000_500L,
        9,
        1_790_000_100_000L,
        1_790_000_200_000L);
  }

  @Test
  void aDocumentComesWithItsTypeTagAndDateAndCannotActAsAPage() {
    HttpFields fields = HEADERS.identity();

    assertThat(fields.get(HttpHeader.CONTENT_TYPE)).isEqualTo("application/rss+xml");
    assertThat(fields.get(HttpHeader.ETAG)).isEqualTo('"' + "ab".repeat(16) + '"');
    assertThat(fields.get(HttpHeader.LAST_MODIFIED)).isEqualTo("Mon, 21 Sep 2026 14:13:20 GMT");
    assertThat(fields.get("Content-Security-Policy")).contains("sandbox", "default-src 'none'");
    assertThat(fields.get("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(fields.get(HttpHeader.CONTENT_ENCODING)).isNull();
  }

  @Test
  void theStoredGzipIsAnotherRepresentation() {
    assertThat(HEADERS.gzip().get(HttpHeader.CONTENT_ENCODING)).isEqualTo("gzip");
    assertThat(HEADERS.gzip().get(HttpHeader.ETAG))
        .isNotEqualTo(HEADERS.identity().get(HttpHeader.ETAG));
  }

  @Test
  void everyAnswerSaysThatItDependsOnTheEncodingAskedFor() {
    for (HttpFields fields : all(HEADERS)) {
      assertThat(fields.get(HttpHeader.VARY)).isEqualTo("Accept-Encoding");
    }
  }

  /** RFC 9110, section 15.4.5. */
  @Test
  void anAnswerWithoutBodyRepeatsTheValidatorsOfTheOneWith() {
    assertThat(HEADERS.gzipUnchanged().get(HttpHeader.ETAG))
        .isEqualTo(HEADERS.gzip().get(HttpHeader.ETAG));
    assertThat(HEADERS.identityUnchanged().get(HttpHeader.ETAG))
        .isEqualTo(HEADERS.identity().get(HttpHeader.ETAG));
    assertThat(HEADERS.identityUnchanged().get(HttpHeader.CONTENT_TYPE)).isNull();
    assertThat(HEADERS.gzipUnchanged().get(HttpHeader.CONTENT_ENCODING)).isNull();
  }

  @Test
  void aDocumentWithoutTypeIsXml() {
    assertThat(FeedHeaders.of(feed(null)).identity().get(HttpHeader.CONTENT_TYPE))
        .isEqualTo("application/xml");
  }

  private static HttpFields[] all(FeedHeaders headers) {
    return new HttpFields[] {
      headers.gzip(), headers.identity(), headers.gzipUnchanged(), headers.identityUnchanged()
    };
  }
}
