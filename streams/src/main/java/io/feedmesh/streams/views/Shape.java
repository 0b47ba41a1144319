package io.feedmesh.streams.views;

/** In which shape a subscription gets a feed's document. */
enum Shape {
  /** Not at all. */
  NONE,
  /** Without its body. */
  METADATA,
  /** Whole. */
  WHOLE
}
