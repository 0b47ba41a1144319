package io.feedmesh.consumers.readership;

/**
 * What a service says of itself that reads a feed for many.
 *
 * @param service its name in lower case: 1 to 40 letters, digits, '.', '-' or '_'
 * @param subscribers for how many, 0 to {@link ClaimRule#MAX_SUBSCRIBERS}
 */
record Claim(String service, long subscribers) {}
