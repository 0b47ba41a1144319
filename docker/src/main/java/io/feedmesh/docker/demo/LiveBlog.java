package io.feedmesh.docker.demo;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A blog in time: which posts there are by now, its feed and its pages.
 *
 * @param timeline when its posts appear
 */
record LiveBlog(Blog blog, Timeline timeline) implements Publication {
  private static final int ENTRIES = 15;

  @Override
  public String name() {
    return blog.name();
  }

  @Override
  public String path() {
    return BlogFeed.path(blog);
  }

  @Override
  public String homePath() {
    return BlogFeed.home(blog);
  }

  @Override
  public PingKind ping() {
    return blog.ping();
  }

  @Override
  public long version(Instant now) {
    return timeline.latest(now);
  }

  @Override
  public Optional<Instant> nextVersion(Instant now) {
    return Optional.of(timeline.at(timeline.latest(now) + 1));
  }

  @Override
  public Document document(Instant now, String origin) {
    BlogFeed feed = feed(now, origin);
    return new Document(
        blog.format().contentType(), blog.format().write(feed), feed.posts().get(0).published());
  }

  /** The blog's page. */
  Document home(Instant now, String origin) {
    BlogFeed feed = feed(now, origin);
    return Document.html(Pages.blog(feed), feed.posts().get(0).published());
  }

  /** The page of a post; empty while there is none of that number. */
  Optional<Document> page(long number, Instant now) {
    if (number < 1 || number > timeline.latest(now)) {
      return Optional.empty();
    }
    Post post = post(number);
    return Optional.of(Document.html(Pages.post(blog, post), post.published()));
  }

  private BlogFeed feed(Instant now, String origin) {
    long latest = timeline.latest(now);
    List<Post> posts = new ArrayList<>(ENTRIES);
    for (long number = latest; number > latest - ENTRIES; number--) {
      posts.add(post(number));
    }
    return new BlogFeed(blog, origin, posts);
  }

  private Post post(long number) {
    return blog.post(number, timeline.at(number));
  }
}
