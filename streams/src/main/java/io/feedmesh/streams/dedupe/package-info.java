/** What is really new: documents and entries, each told once whoever fetched it and how often. */
package io.feedmesh.streams.dedupe;
