package io.feedmesh.streams.parse;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class LinksTest {
  /** RFC 3986, section 5.4.1, as far as feeds can have it. */
  @ParameterizedTest
  @CsvSource({
    "g:h, g:h",
    "g, http://a/b/c/g",
    "./g, http://a/b/c/g",
    "g/, http://a/b/c/g/",
    "/g, http://a/g",
    "//g, http://g",
    "g?y, http://a/b/c/g?y",
    "g#s, http://a/b/c/g#s",
    "g?y#s, http://a/b/c/g?y#s",
    ";x, http://a/b/c/;x",
    "g;x, http://a/b/c/g;x",
    ".., http://a/b/",
    "../, http://a/b/",
    "../g, http://a/b/g",
    "../.., http://a/",
    "../../g, http://a/g",
    "g;x=1/../y, http://a/b/c/y",
    "g?y/../x, http://a/b/c/g?y/../x",
    "g#s/../x, http://a/b/c/g#s/../x"
  })
  void resolvesTheExamplesOfTheStandard(String link, String expected) {
    assertThat(Links.resolve("http://a/b/c/d;p?q", link)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "https://blog.example, one, https://blog.example/one",
    "https://blog.example, /one, https://blog.example/one",
    "https://blog.example/feed.xml, a b, https://blog.example/a%20b",
    "https://blog.example/feed.xml, a|b, https://blog.example/a%7Cb",
    "https://blog.example/feed.xml, /é, https://blog.example/é",
    "https://blog.example/feed.xml, '/a\"b<c>', https://blog.example/a%22b%3Cc%3E",
    "https://blog.example/feed.xml, '/{x}^`y', https://blog.example/%7Bx%7D%5E%60y",
    "https://blog.example/feed.xml, //cdn.example/x, https://cdn.example/x",
    "https://blog.example:8443/x/feed, y, https://blog.example:8443/x/y"
  })
  void resolvesWhatPublishersWrite(String base, String link, String expected) {
    assertThat(Links.resolve(base, link)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://blog.example/1",
        "HTTPS://blog.example/1",
        "mailto:ann@blog.example",
        "tag:blog.example,2025:1",
        "urn:uuid:1",
        "magnet:?xt=urn:btih:0",
        "http://blog.example/a b"
      })
  void leavesWhatIsAbsoluteAsItStands(String link) {
    assertThat(Links.resolve("https://other.example/", link)).isEqualTo(link);
  }

  @ParameterizedTest
  @ValueSource(strings = {"%", "100%", "%zz", ":", "//", "http:", "[", "//[", "/%"})
  void keepsWhatNobodyCanResolve(String link) {
    assertThat(Links.resolve("https://blog.example/", link)).isNotNull().contains(link);
  }

  @ParameterizedTest
  @NullAndEmptySource
  void withoutABaseALinkStaysAsItIs(String base) {
    assertThat(Links.resolve(base, "/one")).isEqualTo("/one");
  }

  @Test
  void noLinkStaysNone() {
    assertThat(Links.resolve("https://blog.example/", null)).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "http://a.example/1, a.example/1",
    "https://a.example/1, a.example/1",
    "https://www.a.example/1, a.example/1",
    "http://WWW.a.example/1, a.example/1",
    "https://wwww.a.example/www.x, wwww.a.example/www.x",
    "https://a.example/1/, a.example/1",
    "https://a.example/, a.example",
    "https://a.example, a.example",
    "https://a.example/1?utm_source=rss&utm_medium=x, a.example/1",
    "https://a.example/1?UTM_Source=rss, a.example/1",
    "https://a.example/1?a=2&utm_source=rss&b=3, a.example/1?a=2&b=3",
    "https://a.example/1?fbclid=x, a.example/1",
    "https://a.example/1?gclid=x&p=7, a.example/1?p=7",
    "https://a.example/1?, a.example/1",
    "https://a.example/1?&&, a.example/1",
    "https://a.example/1?p=7&, a.example/1?p=7",
    "https://a.example/1?utm_source=rss#top, a.example/1#top",
    "https://a.example/1#?utm_source=rss, a.example/1#",
    "https://a.example/1/?at_campaign=rss, a.example/1",
    "https://a.example/1?q=utm_source, a.example/1?q=utm_source",
    "https://a.example/1?utm, a.example/1?utm",
    "https://a.example/1?p, a.example/1?p",
    "urn:1, urn:1"
  })
  void comparesWithoutSchemeAndTracking(String link, String identity) {
    assertThat(Links.identity(link)).isEqualTo(identity);
  }

  @Test
  void tellsPagesApartThatDifferInMoreThanNoise() {
    assertThat(Links.identity("https://a.example/1?page=2"))
        .isNotEqualTo(Links.identity("https://a.example/1?page=3"));
    assertThat(Links.identity("https://a.example/1#a"))
        .isNotEqualTo(Links.identity("https://a.example/1#b"));
    assertThat(Links.identity("https://a.example/A"))
        .isNotEqualTo(Links.identity("https://a.example/a"));
    assertThat(Links.identity(null)).isEmpty();
  }

  @Test
  void trackingAddedAnywhereChangesNoIdentity() {
    long seed = Long.getLong("feedmesh.seed", System.nanoTime());
    System.out.println("seed " + seed + " (again with -Dfeedmesh.seed=" + seed + ")");
    Random random = new Random(seed);
    String[] noise = {"utm_source=a", "utm_x=", "fbclid=1", "gclid", "mc_cid=2", "xtor=RSS-1"};
    for (int i = 0; i < 500; i++) {
      StringBuilder plain = new StringBuilder();
      StringBuilder noisy = new StringBuilder();
      for (int p = random.nextInt(4); p > 0; p--) {
        String parameter = "p" + random.nextInt(9) + "=" + random.nextInt(9);
        plain.append(plain.isEmpty() ? '?' : '&').append(parameter);
        noisy.append(noisy.isEmpty() ? '?' : '&').append(parameter);
        if (random.nextBoolean()) {
          noisy.append('&').append(noise[random.nextInt(noise.length)]);
        }
      }
      if (noisy.isEmpty()) {
        noisy.append('?').append(noise[random.nextInt(noise.length)]);
      }

      assertThat(Links.identity("http://a.example/x" + noisy))
          .as("%s with seed %d", noisy, seed)
          .isEqualTo(Links.identity("https://a.example/x" + plain));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "http://a.example, true",
    "HTTP://a.example, true",
    "https://a.example, true",
    "ftp://a.example, false",
    "http:/a.example, false",
    "httpx://a, false",
    "//a.example, false",
    "'', false"
  })
  void knowsWebAddresses(String link, boolean expected) {
    assertThat(Links.isHttp(link)).isEqualTo(expected);
    assertThat(Links.isHttp(null)).isFalse();
  }

  /** RFC 3986, section 5.4: java.net.URI goes by an older rule. */
  @ParameterizedTest
  @CsvSource({
    "?y, https://a.example/b/c?y",
    "?y=1 2, https://a.example/b/c?y=1%202",
    "../../../g, https://a.example/g",
    "/../../g, https://a.example/g",
  })
  void resolvesQueriesAndStepsAboveTheRoot(String link, String expected) {
    assertThat(Links.resolve("https://a.example/b/c?q#f", link)).isEqualTo(expected);
  }
}
