package io.feedmesh.docker.command.feeds;

import io.feedmesh.streams.query.EntryQuery;

/** Says of a query what is wrong with it, and where. */
final class QueryCheck {
  private static final int MOST_SHOWN = 20;

  private QueryCheck() {}

  /**
   * The query, or null where there is none.
   *
   * @throws IllegalArgumentException if it is no query, with the place
   */
  static String checked(String query) {
    if (query != null && EntryQuery.parse(query) instanceof EntryQuery.Parsed.Refused refused) {
      throw new IllegalArgumentException(
          "query, at character %d, %s: %s"
              .formatted(
                  refused.position() + 1, near(query, refused.position()), refused.reason()));
    }
    return query;
  }

  private static String near(String query, int position) {
    String rest = query.substring(Math.min(position, query.length()));
    return rest.isEmpty()
        ? "its end"
        : "'" + (rest.length() <= MOST_SHOWN ? rest : rest.substring(0, MOST_SHOWN) + "…") + "'";
  }
}
