package io.feedmesh.schemas.push;

import io.feedmesh.schemas.url.FeedUrl;

/**
 * What a callback was made for. Immutable.
 *
 * @param feedUrl the feed
 * @param topic what was subscribed to for it, in the words of the subscription: its rel=self, or
 *     its own address
 */
public record PushCallback(FeedUrl feedUrl, String topic) {}
