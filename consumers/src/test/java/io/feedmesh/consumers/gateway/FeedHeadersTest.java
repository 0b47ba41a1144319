package io.feedmesh.consumers.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.feedmesh.consumers.spool.SpooledFeed;
import io.feedmesh.schemas.url.FeedUrl;
import java.util.List;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.junit.jupiter.api.Test;

class FeedHeadersTest {
  private static final SpooledFeed FEED = feed("application/rss+xml");
  private static final HttpFields GZIP = whole(FEED, true);
  private static final HttpFields IDENTITY = whole(FEED, false);
  private static final HttpFields GZIP_UNCHANGED = unchanged(true);
  private static final HttpFields IDENTITY_UNCHANGED = unchanged(false);

  private static HttpFields whole(SpooledFeed feed, boolean gzip) {
    HttpFields.Mutable fields = HttpFields.build();
    FeedHeaders.whole(fields, feed, gzip);
    return fields;
  }

  private static HttpFields unchanged(boolean gzip) {
    HttpFields.Mutable fields = HttpFields.build();
    FeedHeaders.unchanged(fields, FEED, gzip);
    return fields;
  }

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
    HttpFields fields = IDENTITY;

    assertThat(fields.get(HttpHeader.CONTENT_TYPE)).isEqualTo("application/rss+xml");
    assertThat(fields.get(HttpHeader.ETAG)).isEqualTo('"' + "ab".repeat(16) + '"');
    assertThat(fields.get(HttpHeader.LAST_MODIFIED)).isEqualTo("Mon, 21 Sep 2026 14:13:20 GMT");
    assertThat(fields.get("Content-Security-Policy")).contains("sandbox", "default-src 'none'");
    assertThat(fields.get("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(fields.get(HttpHeader.CONTENT_ENCODING)).isNull();
  }

  @Test
  void theStoredGzipIsAnotherRepresentation() {
    assertThat(GZIP.get(HttpHeader.CONTENT_ENCODING)).isEqualTo("gzip");
    assertThat(GZIP.get(HttpHeader.ETAG)).isNotEqualTo(IDENTITY.get(HttpHeader.ETAG));
  }

  @Test
  void everyAnswerSaysThatItDependsOnTheEncodingAskedFor() {
    for (HttpFields fields : List.of(GZIP, IDENTITY, GZIP_UNCHANGED, IDENTITY_UNCHANGED)) {
      assertThat(fields.get(HttpHeader.VARY)).isEqualTo("Accept-Encoding");
    }
  }

  /** RFC 9110, section 15.4.5. */
  @Test
  void anAnswerWithoutBodyRepeatsTheValidatorsOfTheOneWith() {
    assertThat(GZIP_UNCHANGED.get(HttpHeader.ETAG)).isEqualTo(GZIP.get(HttpHeader.ETAG));
    assertThat(IDENTITY_UNCHANGED.get(HttpHeader.ETAG)).isEqualTo(IDENTITY.get(HttpHeader.ETAG));
    assertThat(IDENTITY_UNCHANGED.get(HttpHeader.CONTENT_TYPE)).isNull();
    assertThat(GZIP_UNCHANGED.get(HttpHeader.CONTENT_ENCODING)).isNull();
  }

  @Test
  void aDocumentWithoutTypeIsXml() {
    assertThat(whole(feed(null), false).get(HttpHeader.CONTENT_TYPE)).isEqualTo("application/xml");
  }
}
