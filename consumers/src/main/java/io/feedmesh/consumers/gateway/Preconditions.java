package io.feedmesh.consumers.gateway;

import java.util.List;

/**
 * The preconditions of a request, as sent (RFC 9110, section 13.1). Immutable.
 *
 * @param ifMatch values of the If-Match fields; none if there are none
 * @param ifUnmodifiedSince a date, or null
 * @param ifNoneMatch values of the If-None-Match fields; none if there are none
 * @param ifModifiedSince a date, or null
 */
record Preconditions(
    List<String> ifMatch,
    String ifUnmodifiedSince,
    List<String> ifNoneMatch,
    String ifModifiedSince) {
  /** Those of most requests. */
  static final Preconditions NONE = new Preconditions(List.of(), null, List.of(), null);
}
