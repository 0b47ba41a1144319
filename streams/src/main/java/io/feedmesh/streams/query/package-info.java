/** Queries over entries: their language, and what they find. */
package io.feedmesh.streams.query;
