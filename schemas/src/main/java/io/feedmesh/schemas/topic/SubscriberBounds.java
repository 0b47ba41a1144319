package io.feedmesh.schemas.topic;

/** What a subscriber may be called, and how much it may ask for. */
public final class SubscriberBounds {
  /** Feeds that one subscriber may have. */
  public static final int MAX_FEEDS = 100_000;

  /** Queries over all feeds that one subscriber may have. */
  public static final int MAX_SEARCHES = 1_000;

  /** Last entries of a feed that a subscription may begin with. */
  public static final int MAX_LAST = 100;

  private SubscriberBounds() {}

  /**
   * A name that a subscriber may have.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static String checkedName(String name) {
    if (!name.matches("[a-zA-Z0-9._@:-]{1,128}")) {
      throw new IllegalArgumentException(
          "subscriber: expected 1 to 128 letters, digits, '.', '_', '-', '@', ':', found '"
              + name
              + "'");
    }
    return name;
  }
}
