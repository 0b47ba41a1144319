package io.feedmesh.docker.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LiveBlogTest {
  private static final Instant BASE = TestClock.START;
  private static final String ORIGIN = "http://127.0.0.1:1";

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11})
  void aFeedTurnsOverPostByPostAndRepeatsNoId(int index) throws Exception {
    LiveBlog blog = blog(index);
    Map<String, String> titles = new HashMap<>();
    List<String> before = ids(blog, BASE);

    for (int post = 0; post < 60; post++) {
      Instant now = blog.timeline().at(16 + post);
      ParsedFeed feed = ParsedFeed.parse(blog.document(now, ORIGIN).body());

      assertThat(feed.ids().subList(1, 15)).isEqualTo(before.subList(0, 14));
      assertThat(before).doesNotContain(feed.ids().get(0));
      for (ParsedFeed.Entry entry : feed.entries()) {
        assertThat(titles.getOrDefault(entry.id(), entry.title())).isEqualTo(entry.title());
        titles.put(entry.id(), entry.title());
      }
      before = feed.ids();
    }
  }

  @Test
  void aFeedIsTheSameByteForByteBetweenTwoPosts() {
    LiveBlog blog = blog(0);
    Document early = blog.document(blog.timeline().at(20), ORIGIN);
    Document late = blog.document(blog.timeline().at(21).minusNanos(1), ORIGIN);

    assertThat(late.body()).isEqualTo(early.body());
    assertThat(late.etag()).isEqualTo(early.etag());
    assertThat(late.modified()).isEqualTo(early.modified()).isEqualTo(blog.timeline().at(20));
  }

  @Test
  void saysWhenTheNextPostComes() {
    LiveBlog blog = blog(3);

    Instant next = blog.nextVersion(BASE).orElseThrow();

    assertThat(blog.version(next)).isEqualTo(blog.version(BASE) + 1);
    assertThat(blog.version(next.minusNanos(1))).isEqualTo(blog.version(BASE));
  }

  @Test
  void aPostsPageComesWithThePostAndStays() {
    LiveBlog blog = blog(3);

    assertThat(blog.page(16, blog.timeline().at(16).minusNanos(1))).isEmpty();
    assertThat(blog.page(16, blog.timeline().at(16))).isPresent();
    assertThat(blog.page(16, blog.timeline().at(16_000))).isPresent();
  }

  private static List<String> ids(LiveBlog blog, Instant now) {
    return ParsedFeed.parse(blog.document(now, ORIGIN).body()).ids();
  }

  private static LiveBlog blog(int index) {
    Blog blog = BlogCatalogue.blogs(12).get(index);
    return new LiveBlog(blog, new Timeline(BASE, Duration.ofSeconds(5), index));
  }
}
