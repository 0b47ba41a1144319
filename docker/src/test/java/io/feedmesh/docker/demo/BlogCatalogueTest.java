package io.feedmesh.docker.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BlogCatalogueTest {
  private final List<Blog> dozen = BlogCatalogue.blogs(12);

  @Test
  void aDozenBlogsHaveTheirOwnNames() {
    assertThat(dozen).extracting(Blog::slug).doesNotHaveDuplicates().hasSize(12);
    assertThat(dozen).extracting(Blog::name).doesNotHaveDuplicates();
    assertThat(dozen).extracting(Blog::author).doesNotHaveDuplicates();
  }

  @Test
  void formatsAreMixed() {
    for (FeedFormat format : FeedFormat.values()) {
      assertThat(dozen.stream().filter(blog -> blog.format() == format)).hasSize(3);
    }
  }

  @Test
  void halfPingByXmlRpcHalfByRestAndTwoAreFoundByPolling() {
    assertThat(dozen.stream().filter(blog -> blog.ping() == PingKind.XML_RPC)).hasSize(5);
    assertThat(dozen.stream().filter(blog -> blog.ping() == PingKind.REST)).hasSize(5);
    assertThat(dozen.stream().filter(blog -> blog.ping() == PingKind.NONE)).hasSize(2);
  }

  @Test
  void furtherBlogsAddToTheFirstOnes() {
    List<Blog> many = BlogCatalogue.blogs(100);

    assertThat(many).extracting(Blog::slug).doesNotHaveDuplicates().hasSize(100);
    assertThat(many.subList(0, 12)).isEqualTo(dozen);
  }

  @Test
  void everyPostOfEveryBlogReadsWell() {
    for (Blog blog : dozen) {
      for (long number = 1; number <= 200; number++) {
        Post post = blog.post(number, TestClock.START);
        assertThat(post.title()).isNotBlank().hasSizeLessThan(100).doesNotContain("{", "}");
        assertThat(post.title()).matches("(?s)^[\\p{Lu}\\d<i].*");
        assertThat(post.html()).startsWith("<p>").endsWith("</p>").doesNotContain("{", "}");
        assertThat(post.summary()).isNotBlank();
        assertThat(post.category()).isNotBlank();
      }
    }
  }

  @Test
  void aPostIsTheSameAtEachCallAndUnlikeOthers() {
    Blog blog = dozen.get(0);
    Set<String> texts = new HashSet<>();
    List<Post> posts = new ArrayList<>();
    for (long number = 1; number <= 300; number++) {
      posts.add(blog.post(number, TestClock.START));
      assertThat(blog.post(number, TestClock.START)).isEqualTo(posts.get((int) number - 1));
      texts.add(posts.get((int) number - 1).html());
    }
    assertThat(texts).hasSizeGreaterThan(295);
    assertThat(posts).extracting(Post::id).doesNotHaveDuplicates();
  }
}
