package io.feedmesh.producers.receive;

/**
 * What a sender says, in its own words; each may be null.
 *
 * @param name name of the site
 * @param url address of the site's page, or of the feed
 * @param feedUrl address of the feed
 */
record Said(String name, String url, String feedUrl) {}
