package io.feedmesh.docker.demo;

import java.time.Instant;
import java.util.List;

/**
 * A blog's feed at one moment.
 *
 * @param origin scheme, host and port of the publishers, without a slash at the end
 * @param posts newest first, at least one
 */
record BlogFeed(Blog blog, String origin, List<Post> posts) {
  /** Path of a blog's feed. */
  static String path(Blog blog) {
    return home(blog) + "feed." + blog.format().extension();
  }

  /** Path of a blog's page, the beginning of the paths of its posts. */
  static String home(Blog blog) {
    return "/blogs/" + blog.slug() + "/";
  }

  String url() {
    return origin + path(blog);
  }

  String homeUrl() {
    return origin + home(blog);
  }

  String url(Post post) {
    return homeUrl() + post.number();
  }

  Instant updated() {
    return posts.get(0).date();
  }
}
