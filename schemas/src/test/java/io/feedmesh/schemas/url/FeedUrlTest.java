package io.feedmesh.schemas.url;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FeedUrlTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = true,
      textBlock =
          """
          HTTP://Example.ORG/Feed.XML             | http://example.org/Feed.XML
          https://example.org:443/feed            | https://example.org/feed
          http://example.org:80/feed              | http://example.org/feed
          http://example.org:443/feed             | http://example.org:443/feed
          http://example.org:/feed                | http://example.org/feed
          http://example.org:0080/feed            | http://example.org/feed
          http://example.org                      | http://example.org/
          http://example.org?format=rss           | http://example.org/?format=rss
          http://example.org/?                    | http://example.org/
          http://example.org/feed#top             | http://example.org/feed
          http://example.org#top                  | http://example.org/
          http://example.org/a/./b/../feed        | http://example.org/a/feed
          http://example.org/../../feed           | http://example.org/feed
          http://example.org/a/..                 | http://example.org/
          http://example.org/a/.                  | http://example.org/a/
          http://example.org/a/%2e%2E/feed        | http://example.org/feed
          http://example.org/.../feed             | http://example.org/.../feed
          http://example.org//feed                | http://example.org//feed
          http://example.org/%7Euser/%66eed       | http://example.org/~user/feed
          http://example.org/caf%c3%a9            | http://example.org/caf%C3%A9
          http://example.org/café                 | http://example.org/caf%C3%A9
          http://example.org/a b                  | http://example.org/a%20b
          http://example.org/100%                 | http://example.org/100%25
          http://example.org/%zz                  | http://example.org/%25zz
          http://example.org/a%2Fb                | http://example.org/a%2Fb
          http://example.org/a\\b                 | http://example.org/a%5Cb
          http://example.org/f?b=2&a=1            | http://example.org/f?b=2&a=1
          http://example.org/f?u=http://x/%3F     | http://example.org/f?u=http://x/%3F
          http://example.org/f?a=../b             | http://example.org/f?a=../b
          http://example.org./feed                | http://example.org/feed
          http://bücher.example/feed              | http://xn--bcher-kva.example/feed
          http://BÜCHER.example/feed              | http://xn--bcher-kva.example/feed
          http://例え.jp/feed                      | http://xn--r8jz45g.jp/feed
          http://i❤.ws/feed                       | http://xn--i-7iq.ws/feed
          http://under_score.example/             | http://under_score.example/
          http://127.0.0.1:8080/feed              | http://127.0.0.1:8080/feed
          http://[::1]:8080/feed                  | http://[0:0:0:0:0:0:0:1]:8080/feed
          http://[2001:DB8::1]/feed               | http://[2001:db8:0:0:0:0:0:1]/feed
          http://[::FFFF:192.0.2.1]:81/feed       | http://192.0.2.1:81/feed
          feed:https://example.org/feed           | https://example.org/feed
          feed://example.org/feed                 | http://example.org/feed
          FEED:http://example.org/feed            | http://example.org/feed
          """)
  void hasOneSpelling(String text, String canonical) {
    FeedUrl url = FeedUrl.parse(text);

    assertThat(url).hasToString(canonical);
    assertThat(FeedUrl.parse(canonical)).isEqualTo(url).hasSameHashCodeAs(url);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "example.org/feed",
        "/feed",
        "//example.org/feed",
        "ftp://example.org/feed",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "feed:",
        "feed:feed:http://example.org/",
        "http://",
        "http:///feed",
        "http://?q",
        "http://user@example.org/feed",
        "http://user:secret@example.org/feed",
        "http://example.org@evil.example/feed",
        "http://example.org:http/feed",
        "http://example.org:0/feed",
        "http://example.org:65536/feed",
        "http://example.org:99999999999/feed",
        "http://exa mple.org/feed",
        "http://exam\u0000ple.org/feed",
        "http://example.org/fe\ned",
        "http://example.org/fe\u0000ed",
        "http://example.org/%00",
        "http://a..b/feed",
        "http://.example/feed",
        "http://-example-/feed",
        "http://2130706433/feed",
        "http://0x7f.1/feed",
        "http://127.1/feed",
        "http://256.1.1.1/feed",
        "http://[::1/feed",
        "http://[zz]/feed",
        "http://[::1]x/feed",
        "http://example.org\\@evil.example/",
      })
  void refusesWhatIsNoFeedAddress(String text) {
    assertThatThrownBy(() -> FeedUrl.parse(text))
        .isInstanceOf(BadFeedUrlException.class)
        .hasMessageStartingWith("not a feed URL: ");
  }

  @Test
  void refusesAbsurdLengthsAndDoesNotRepeatThem() {
    String path = "a".repeat(FeedUrl.MAX_LENGTH);
    for (String text :
        new String[] {
          "http://example.org/" + path,
          "http://example.org/" + "é".repeat(700),
          "http://" + "a".repeat(64) + ".example/",
          "http://" + "abc.".repeat(80) + "example/",
          "http://example.org/" + path.repeat(1000)
        }) {
      assertThatThrownBy(() -> FeedUrl.parse(text))
          .isInstanceOf(BadFeedUrlException.class)
          .satisfies(e -> assertThat(e.getMessage().length()).isLessThan(260));
    }
    String longest = "http://example.org/" + "a".repeat(FeedUrl.MAX_LENGTH - 19);
    assertThat(FeedUrl.parse(longest).toString()).hasSize(FeedUrl.MAX_LENGTH);
  }

  @Test
  void doesNotRepeatAPassword() {
    assertThatThrownBy(() -> FeedUrl.parse("http://me:secret@example.org/feed"))
        .hasMessageNotContaining("secret");
  }

  @Test
  void tellsItsParts() {
    FeedUrl url = FeedUrl.parse("https://example.org:8443/a/feed?x=1#y");

    assertThat(url.scheme()).isEqualTo("https");
    assertThat(url.host()).isEqualTo("example.org");
    assertThat(url.port()).isEqualTo(8443);
    assertThat(url.authority()).isEqualTo("example.org:8443");
    assertThat(url.path()).isEqualTo("/a/feed");
    assertThat(url.query()).isEqualTo("x=1");
    assertThat(url.pathAndQuery()).isEqualTo("/a/feed?x=1");
    assertThat(FeedUrl.parse("https://example.org").query()).isNull();
  }

  /** Any text is either refused as such, or has a spelling that is its own canonical form. */
  @Test
  void canonicalFormsAreFixedPoints() {
    long seed = Long.getLong("feedmesh.seed", System.nanoTime());
    Random random = new Random(seed);
    String alphabet = "aA0%2eEfF./?#:@[]\\ é漢\u0000\n&=~-_";
    for (int i = 0; i < 50_000; i++) {
      StringBuilder text = new StringBuilder("http://h.example");
      random
          .ints(random.nextInt(20), 0, alphabet.length())
          .forEach(at -> text.append(alphabet.charAt(at)));
      try {
        FeedUrl url = FeedUrl.parse(text.toString());
        assertThat(FeedUrl.parse(url.toString()))
            .as("seed %d: %s", seed, text)
            .isEqualTo(url)
            .hasToString(url.toString());
        assertThat(url.path()).as("seed %d: %s", seed, text).startsWith("/").doesNotContain("/../");
      } catch (BadFeedUrlException expected) {
        assertThat(expected).hasMessageStartingWith("not a feed URL");
      }
    }
  }
}
