package io.feedmesh.schemas.origin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.feedmesh.schemas.url.BadFeedUrlException;
import io.feedmesh.schemas.url.FeedUrl;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LocationTest {
  private static final FeedUrl BASE = FeedUrl.parse("http://a/b/c/d;p?q");

  /** The examples of RFC 3986, section 5.4, as far as they lead to http addresses. */
  @ParameterizedTest
  @CsvSource({
    "g,http://a/b/c/g",
    "./g,http://a/b/c/g",
    "g/,http://a/b/c/g/",
    "/g,http://a/g",
    "//g,http://g/",
    "?y,http://a/b/c/d;p?y",
    "g?y,http://a/b/c/g?y",
    "#s,http://a/b/c/d;p?q",
    "g#s,http://a/b/c/g",
    "g?y#s,http://a/b/c/g?y",
    ";x,http://a/b/c/;x",
    "'',http://a/b/c/d;p?q",
    ".,http://a/b/c/",
    "..,http://a/b/",
    "../g,http://a/b/g",
    "../..,http://a/",
    "../../../g,http://a/g",
    "/./g,http://a/g",
    "g;x=1/../y,http://a/b/c/y",
    "g?y/../x,http://a/b/c/g?y/../x",
    "https://other.example:443/x,https://other.example/x",
    "HTTP://OTHER.example,http://other.example/",
    "/with space,http://a/with%20space"
  })
  void resolvesAsTheRfcSays(String reference, String expected) {
    assertThat(Location.ofField(BASE, reference)).hasToString(expected);
  }

  @Test
  void readsOtherBytesThanAsciiAsUtf8() {
    String sent = new String("/café".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);

    assertThat(Location.ofField(BASE, sent)).hasToString("http://a/caf%C3%A9");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ftp://a/x",
        "javascript:alert(1)",
        "file:///etc/passwd",
        "http:g",
        "http://user:secret@a/",
        "http://",
        "http://a:99999/",
        "//"
      })
  void refusesWhatIsNoHttpAddress(String reference) {
    assertThatThrownBy(() -> Location.ofField(BASE, reference))
        .isInstanceOf(BadFeedUrlException.class);
  }
}
