package io.feedmesh.consumers.live;

/** One connected client. Its methods are quick, never block, and may be called by any thread. */
interface Client {
  /** There may be something new for it. */
  void wake();

  /** Time has passed. */
  void tick(long nanoTime);

  /** The process ends, or its stream does: finish, so that it comes back later. */
  void end();
}
