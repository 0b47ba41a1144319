package io.feedmesh.consumers.live;

import io.feedmesh.schemas.url.FeedUrl;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a client asks of {@code /changes}.
 *
 * @param filter which feeds ({@code feed=URL}, repeatable)
 * @param after the id of the last event it saw ({@code Last-Event-ID}, {@code lastEventId=}, {@code
 *     since=})
 * @param last how many events of history to start with, where it saw none ({@code last=}, 0 to
 *     1,000)
 * @param timeout how long a poll waits ({@code timeout=} in seconds, 0 to 60, by default 30)
 */
record ChangesRequest(FeedFilter filter, Optional<String> after, int last, Duration timeout) {
  private static final int MOST_FEEDS = 1_000;

  /** How the answer is to come. */
  enum Form {
    STREAM,
    POLL,
    NONE
  }

  /**
   * Reads the query; the header wins over it.
   *
   * @throws IllegalArgumentException with a message for the client
   */
  static ChangesRequest parse(Map<String, List<String>> query, String lastEventId) {
    List<String> feeds = query.getOrDefault("feed", List.of());
    if (feeds.size() > MOST_FEEDS) {
      throw new IllegalArgumentException(
          "feed: expected at most " + MOST_FEEDS + ", found " + feeds.size());
    }
    Set<FeedUrl> urls = feeds.stream().map(FeedUrl::parse).collect(Collectors.toSet());
    Optional<String> after =
        Optional.ofNullable(lastEventId)
            .or(() -> first(query, "lastEventId"))
            .or(() -> first(query, "since"))
            .filter(id -> !id.isBlank());
    return new ChangesRequest(
        new FeedFilter(urls),
        after,
        number(query, "last", 0, 1_000),
        Duration.ofSeconds(number(query, "timeout", 30, 60)));
  }

  /**
   * By the Accept header (RFC 9110, 12.5.1): what is named wins over ranges, streams over polls.
   */
  static Form form(String accept) {
    if (accept == null || accept.isBlank() || accept.contains("text/event-stream")) {
      return Form.STREAM;
    }
    if (accept.contains("application/json") || accept.contains("application/*")) {
      return Form.POLL;
    }
    return accept.contains("*/*") || accept.contains("text/*") ? Form.STREAM : Form.NONE;
  }

  private static Optional<String> first(Map<String, List<String>> query, String name) {
    return query.getOrDefault(name, List.of()).stream().findFirst();
  }

  private static int number(Map<String, List<String>> query, String name, int otherwise, int most) {
    Optional<String> text = first(query, name);
    if (text.isEmpty()) {
      return otherwise;
    }
    if (!text.get().matches("\\d{1,6}") || Integer.parseInt(text.get()) > most) {
      throw new IllegalArgumentException(
          name + ": expected a whole number from 0 to " + most + ", found " + shorten(text.get()));
    }
    return Integer.parseInt(text.get());
  }

  private static String shorten(String text) {
    String visible = text.replaceAll("\\p{Cntrl}", "?");
    return visible.length() <= 40 ? visible : visible.substring(0, 40) + "…";
  }
}
