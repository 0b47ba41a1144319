package io.feedmesh.consumers.spool;

import static org.assertj.core.api.Assertions.assertThat;

import io.feedmesh.schemas.url.BadFeedUrlException;
import io.feedmesh.schemas.url.FeedUrl;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpoolPathTest {
  private static final String ALPHABET = "ab./#|%?&=;:@+~!$'()*,-_\\ ^ä";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "https://example.org/feed.xml | https/example.org/feed.xml.gz",
        "http://example.org:8080/a/b | http/example.org:8080/a/b.gz",
        "http://[2001:db8::1]/a | http/[2001:db8:0:0:0:0:0:1]/a.gz",
        "https://example.org/ | https/example.org/#.gz",
        "https://example.org/blog/ | https/example.org/blog/#.gz",
        "https://example.org/a//b | https/example.org/a/#/b.gz",
        "https://example.org/feed?format=rss | https/example.org/feed?format=rss.gz",
        "https://example.org/?feed=rss2 | https/example.org/?feed=rss2.gz",
        "https://example.org/f?u=a/b | https/example.org/f?u=a/b.gz",
        "https://example.org/f?u=a/../../b | https/example.org/f?u=a/..#/..#/b.gz",
        "https://example.org/f?u=/. | https/example.org/f?u=/.#.gz",
        "https://example.org/a.gz | https/example.org/a.gz.gz",
        "https://example.org/a.gz/b | https/example.org/a.gz#/b.gz",
        "https://example.org/a.GZ/b | https/example.org/a.GZ#/b.gz",
        "https://example.org/caf%C3%A9 | https/example.org/caf%C3%A9.gz",
        "https://example.org/a%2Fb | https/example.org/a%2Fb.gz",
        "https://example.org/a\\b | https/example.org/a%5Cb.gz",
        "https://example.org/Feed | https/example.org/Feed.gz",
        "https://archive.gz/f | https/archive.gz#/f.gz",
      })
  void looksLikeTheUrl(String url, String path) {
    FeedUrl feed = FeedUrl.parse(url);

    assertThat(SpoolPath.of(feed)).hasToString(path);
    assertThat(SpoolPath.feedUrl(Path.of(path))).contains(feed);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://example.org/../../etc/passwd",
        "https://example.org/%2e%2e/%2e%2e/etc/passwd",
        "https://example.org/?/../../../../etc/passwd",
        "https://example.org/..%2f..%2fetc",
        "https://example.org/a?b=..",
        "https://example.org/?..",
      })
  void staysInsideTheSpool(String url) {
    Path path = SpoolPath.of(FeedUrl.parse(url));

    assertThat(path.normalize()).isEqualTo(path);
    assertThat(path.getName(0)).hasToString("https");
    assertThat(path.getName(1)).hasToString("example.org");
  }

  @Test
  void splitsLongNames() {
    FeedUrl url =
        FeedUrl.parse("https://example.org/" + "x".repeat(450) + "/f?" + "q".repeat(1000));
    Path path = SpoolPath.of(url);

    assertThat((Iterable<Path>) path).allMatch(name -> name.toString().length() <= 255);
    assertThat(path.getName(2)).hasToString("x".repeat(200) + "#+");
    assertThat(SpoolPath.feedUrl(path)).contains(url);
  }

  @Test
  void boundsTheDepth() {
    FeedUrl url = FeedUrl.parse("https://example.org" + "/".repeat(2000));
    Path path = SpoolPath.of(url);

    assertThat(path.getNameCount()).isLessThan(60);
    assertThat(path.toString().length()).isLessThan(2500);
    assertThat(SpoolPath.feedUrl(path)).contains(url);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https/example.org/a",
        "https/example.org.gz",
        "ftp/example.org/a.gz",
        "https/EXAMPLE.org/a.gz",
        "https/example.org/a#.gz",
        "https/example.org/ä.gz",
        "https/example.org/a%2e.gz",
        "https/example.org/..gz/../x.gz",
        "/https/example.org/a.gz",
        "a.gz",
      })
  void knowsForeignFiles(String path) {
    assertThat(SpoolPath.feedUrl(Path.of(path))).isEmpty();
  }

  @Test
  void eachFeedHasOnePathAndNoPathIsAnothersFolder() {
    long seed = Long.getLong("feedmesh.seed", System.nanoTime());
    Random random = new Random(seed);
    Map<Path, FeedUrl> files = new HashMap<>();
    for (int i = 0; i < 20_000; i++) {
      FeedUrl url = anyUrl(random);
      if (url == null) {
        continue;
      }
      Path path = SpoolPath.of(url);
      assertThat(SpoolPath.feedUrl(path)).as("seed %d: %s", seed, url).contains(url);
      assertThat(path.normalize()).as("seed %d: %s", seed, url).isEqualTo(path);
      FeedUrl before = files.put(path, url);
      assertThat(before == null || before.equals(url)).as("seed %d: %s", seed, url).isTrue();
    }
    for (Path path : files.keySet()) {
      for (Path up = path.getParent(); up != null; up = up.getParent()) {
        assertThat(files).as("seed %d", seed).doesNotContainKey(up);
      }
    }
  }

  private static FeedUrl anyUrl(Random random) {
    StringBuilder text = new StringBuilder(random.nextBoolean() ? "http://a.b/" : "https://a.gz/");
    int length = random.nextInt(random.nextInt(10) == 0 ? 700 : 12);
    for (int i = 0; i < length; i++) {
      text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
      if (random.nextInt(6) == 0) {
        text.append(random.nextBoolean() ? ".gz" : "..");
      }
    }
    try {
      return FeedUrl.parse(text.toString());
    } catch (BadFeedUrlException e) {
      return null; // too long, or a control character
    }
  }
}
