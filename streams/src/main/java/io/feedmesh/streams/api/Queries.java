package io.feedmesh.streams.api;

import io.feedmesh.streams.query.EntryQuery;
import io.feedmesh.streams.query.EntryQuery.Parsed;

/** Checks queries before they are stored. */
final class Queries {
  private Queries() {}

  /**
   * The query, if it is one.
   *
   * @throws ApiException (400) with the position, from 1, and the reason
   */
  static String checked(String query) {
    if (EntryQuery.parse(query) instanceof Parsed.Refused refused) {
      throw new ApiException(400, "query: " + refused.reason())
          .with("position", refused.position() + 1);
    }
    return query;
  }
}
