package io.feedmesh.streams.dedupe;

/**
 * A document that was seen.
 *
 * @param hash its content
 * @param at the newest time of it, as in {@link Sighting#at()}
 */
record SeenHash(Key128 hash, int at) {}
