/** Which addresses are other addresses of one feed, proved by what is found there. */
package io.feedmesh.streams.alias;
