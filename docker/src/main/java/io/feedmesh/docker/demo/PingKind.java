package io.feedmesh.docker.demo;

/** How a publisher tells of a change. */
enum PingKind {
  /** {@code weblogUpdates.ping}, to {@code /RPC2}. */
  XML_RPC,
  /** {@code GET /ping?name=&url=&rssUrl=}. */
  REST,
  /** Not at all: found by polling. */
  NONE
}
