package io.feedmesh.docker.demo;

import io.feedmesh.schemas.url.BadFeedUrlException;
import io.feedmesh.schemas.url.FeedUrl;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which document a path names. Immutable. */
final class Site {
  private static final Pattern POST = Pattern.compile("(/blogs/[^/]+/)([1-9]\\d{0,17})");

  private final Map<String, Publication> feeds = new LinkedHashMap<>();
  private final Map<String, LiveBlog> blogs = new LinkedHashMap<>();

  Site(List<? extends Publication> publications) {
    for (Publication publication : publications) {
      feeds.put(publication.path(), publication);
      if (publication instanceof LiveBlog blog) {
        blogs.put(blog.homePath(), blog);
      }
    }
  }

  /**
   * What is there by now.
   *
   * @param target path as it was sent, without query; any equivalent spelling will do
   * @param origin scheme, host and port that it was asked for under
   * @throws IOException if a file can not be read
   */
  Optional<Document> find(String target, Instant now, String origin) throws IOException {
    String path;
    try {
      path = FeedUrl.parse(origin + target).path();
    } catch (BadFeedUrlException e) {
      return Optional.empty();
    }
    Publication feed = feeds.get(path);
    if (feed != null) {
      return Optional.of(feed.document(now, origin));
    }
    return path.equals("/")
        ? Optional.of(Document.html(Pages.index(feeds.values()), now))
        : page(path, now, origin);
  }

  private Optional<Document> page(String path, Instant now, String origin) {
    LiveBlog home = blogs.get(path);
    if (home != null) {
      return Optional.of(home.home(now, origin));
    }
    Matcher post = POST.matcher(path);
    LiveBlog blog = post.matches() ? blogs.get(post.group(1)) : null;
    return blog == null ? Optional.empty() : blog.page(Long.parseLong(post.group(2)), now);
  }
}
