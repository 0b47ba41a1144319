package io.feedmesh.streams.query;

/** A query that is well-formed, but asks for what cannot be. */
final class QueryRefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int position;
  private final String near;

  /**
   * Says why.
   *
   * @param near the part of the query
   */
  QueryRefusedException(String near, String reason) {
    super(reason);
    this.position = -1;
    this.near = near;
  }

  /**
   * Says why.
   *
   * @param position in the query, from 0
   */
  QueryRefusedException(int position, String reason) {
    super(reason);
    this.position = position;
    this.near = "";
  }

  /** Where in the query it is, as far as can be told. */
  int position(String query) {
    int found = position < 0 ? query.indexOf(near) : position;
    return Math.max(0, Math.min(found, query.length()));
  }
}
