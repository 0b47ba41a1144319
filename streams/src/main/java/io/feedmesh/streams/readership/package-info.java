/** How many read each feed: what all edges report, merged by feed and day. */
package io.feedmesh.streams.readership;
