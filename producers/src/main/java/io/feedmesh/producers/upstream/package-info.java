/** Somebody else's list of changes as a source of pings. */
package io.feedmesh.producers.upstream;
