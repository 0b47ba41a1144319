package io.feedmesh.docker.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PagesTest {
  private static final String ATTACK = "\"><script>alert('x')</script>&";

  private final Blog blog =
      new Blog(
          "slug",
          ATTACK,
          ATTACK,
          FeedFormat.RSS_2,
          PingKind.NONE,
          new Grammar(Map.of("tagline", List.of(ATTACK))));
  private final Post post =
      new Post(1, ATTACK, ATTACK, "<p>fine</p>", ATTACK, ATTACK, TestClock.START);

  @Test
  void postsShowMarkUpInTitlesAsText() {
    String page = Pages.post(blog, post);

    assertThat(page)
        .doesNotContain("<script")
        .contains("<h1>&quot;&gt;&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&amp;</h1>")
        .contains("<p>fine</p>");
  }

  @Test
  void blogsShowMarkUpInNamesAsText() {
    String page = Pages.blog(new BlogFeed(blog, "http://127.0.0.1:1", List.of(post)));

    assertThat(page).doesNotContain("<script").contains("&lt;script&gt;");
  }

  @Test
  void theIndexShowsFileNamesAsText() {
    String page = Pages.index(List.of(new FeedFile("/feeds/%22%3E.xml", Path.of(ATTACK))));

    assertThat(page).doesNotContain("<script").contains("href=\"/feeds/%22%3E.xml\"");
  }

  @Test
  void blogsOfferTheirFeedToReaders() {
    String page = Pages.blog(new BlogFeed(blog, "http://127.0.0.1:1", List.of(post)));

    assertThat(page)
        .contains(
            "<link rel=\"alternate\" type=\"application/rss+xml\""
                + " href=\"http://127.0.0.1:1/blogs/slug/feed.xml\">");
  }
}
