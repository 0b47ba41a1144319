package io.feedmesh.consumers.replay;

/**
 * What a replay did.
 *
 * @param entries lines written
 * @param unreadable records passed over because nothing could decode them
 * @param end why it ended
 */
public record ReplaySummary(long entries, long unreadable, End end) {
  /** Why a replay ended. */
  public enum End {
    /** All of the range was given. */
    COMPLETE,
    /** Somebody called {@link Replay#stop}. */
    STOPPED,
    /** Whoever read the output went away, as {@code | head} does. */
    OUTPUT_CLOSED
  }
}
