package io.feedmesh.schemas.url;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Spellings that RFC 3986, section 6.2, calls equivalent name one feed; others never do. */
class FeedUrlPropertyTest {
  private final long seed = Long.getLong("feedmesh.seed", System.nanoTime());
  private final Random random = new Random(seed);

  @Test
  void everyEquivalentSpellingIsTheSameFeed() {
    System.out.println("seed " + seed + " (again with -Dfeedmesh.seed=" + seed + ")");
    for (int i = 0; i < 5_000; i++) {
      String scheme = random.nextBoolean() ? "http" : "https";
      String path = path();
      String query =
          random.nextBoolean() ? "" : "?" + letters("abz019-._~&=+", 1 + random.nextInt(8));
      FeedUrl plain = FeedUrl.parse(scheme + "://blog.example" + path + query);

      String spelling =
          noise("", " ")
              + mixedCase(scheme)
              + "://"
              + mixedCase("blog.example")
              + noise("", ".")
              + noise("", ":", scheme.equals("http") ? ":80" : ":443")
              + withDots(encodedHereAndThere(path))
              + encodedHereAndThere(query)
              + noise("", "#x", "#?a/b");

      assertThat(FeedUrl.parse(spelling)).as("%s, seed %d", spelling, seed).isEqualTo(plain);
    }
  }

  @Test
  void canonicalSpellingsAreAddressesForEveryOtherLibraryToo() {
    for (int i = 0; i < 5_000; i++) {
      String text =
          "http://blog.example:8080"
              + path()
              + letters("ab /?&=%{}|\\^`<>\"'é漢😀[]", random.nextInt(12));
      FeedUrl url = FeedUrl.parse(text);

      URI uri = URI.create(url.toString());

      assertThat(uri.getHost()).isEqualTo(url.host());
      assertThat(uri.getPort()).isEqualTo(url.port());
      assertThat(uri.getRawPath()).as("seed %d", seed).isEqualTo(url.path());
      assertThat(uri.getRawQuery()).as("seed %d", seed).isEqualTo(url.query());
      assertThat(uri.normalize().getRawPath())
          .as("%s has no dot segments left, seed %d", url, seed)
          .isEqualTo(withoutEmptySegments(url.path()));
    }
  }

  @Test
  void theOrderIsThatOfTheSpellings() {
    List<FeedUrl> urls = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      urls.add(FeedUrl.parse("http://blog.example" + path()));
    }
    Collections.sort(urls);
    for (int i = 1; i < urls.size(); i++) {
      FeedUrl before = urls.get(i - 1);
      FeedUrl after = urls.get(i);
      assertThat(before.toString()).isLessThanOrEqualTo(after.toString());
      assertThat(before.compareTo(after) == 0).isEqualTo(before.equals(after));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "http://a.example/x, https://a.example/x",
    "http://a.example/x, http://a.example/x/",
    "http://a.example/x, http://a.example/X",
    "http://a.example/x, http://www.a.example/x",
    "http://a.example/x, http://a.example:81/x",
    "http://a.example/x?a=1&b=2, http://a.example/x?b=2&a=1",
    "http://a.example/x%2Fy, http://a.example/x/y",
    "http://a.example/x%3Fy, http://a.example/x?y",
    "http://a.example/x+y, http://a.example/x%20y",
    "http://a.example/x//y, http://a.example/x/y",
    "http://a.example/x;y, http://a.example/x%3By"
  })
  void whatMayBeAnotherDocumentIsAnotherFeed(String one, String other) {
    assertThat(FeedUrl.parse(one)).isNotEqualTo(FeedUrl.parse(other));
  }

  @Test
  void noTextOfAnyKindMakesItFailInAnotherWay() {
    String alphabet = "http:/.@[]%?#\\ \u0000\uD800é漢-_0aA\u00A0\u202E";
    for (int i = 0; i < 30_000; i++) {
      String text = letters(alphabet, random.nextInt(30));
      try {
        assertThat(FeedUrl.parse(text).toString()).hasSizeLessThanOrEqualTo(FeedUrl.MAX_LENGTH);
      } catch (BadFeedUrlException expected) {
        assertThat(expected.getMessage().chars().noneMatch(Character::isISOControl))
            .as("seed %d", seed)
            .isTrue();
      }
    }
  }

  private String path() {
    StringBuilder path = new StringBuilder();
    for (int n = 1 + random.nextInt(4); n > 0; n--) {
      path.append('/').append(letters("abcXYZ019-_~", 1 + random.nextInt(6)));
    }
    return random.nextBoolean() ? path.toString() : path + "/";
  }

  private String letters(String alphabet, int count) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      int code =
          alphabet.codePointAt(
              alphabet.offsetByCodePoints(
                  0, random.nextInt(alphabet.codePointCount(0, alphabet.length()))));
      text.appendCodePoint(code);
    }
    return text.toString();
  }

  private String noise(String... choices) {
    return choices[random.nextInt(choices.length)];
  }

  private String mixedCase(String text) {
    StringBuilder mixed = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      mixed.append(random.nextBoolean() ? c : Character.toUpperCase(c));
    }
    return mixed.toString();
  }

  private String withDots(String path) {
    int at = random.nextInt(3) == 0 ? path.indexOf('/', 1) : -1;
    return at < 0
        ? path
        : path.substring(0, at) + noise("/.", "/x/..", "/%2e", "/a/%2E%2e") + path.substring(at);
  }

  /** Letters and digits may be percent-encoded without meaning anything else. */
  private String encodedHereAndThere(String text) {
    StringBuilder encoded = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean may = Character.isLetterOrDigit(c) || "-._~".indexOf(c) >= 0;
      String hex = String.format(Locale.ROOT, random.nextBoolean() ? "%%%02x" : "%%%02X", (int) c);
      encoded.append(may && random.nextInt(4) == 0 ? hex : String.valueOf(c));
    }
    return encoded.toString();
  }

  private static String withoutEmptySegments(String path) {
    return path.replaceAll("/+", "/");
  }
}
