/**
 * From the bytes of a document to what it says: dialects of RSS, Atom and JSON Feed, in whatever
 * state their publishers left them. No Kafka in here.
 */
package io.feedmesh.streams.parse;
