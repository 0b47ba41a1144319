package io.feedmesh.streams.query;

/** A query that is well-formed, but asks for what cannot be. */
final class QueryRefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String near;

  /**
   * Says why.
   *
   * @param near the part of the query
   */
  QueryRefusedException(String near, String reason) {
    super(reason);
    this.near = near;
  }

  String near() {
    return near;
  }
}
