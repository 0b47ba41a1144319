package io.feedmesh.streams.app;

import java.util.Locale;

/** The Streams apps. Each is a Kafka consumer group of its own. */
public enum AppName {
  /** Who is to be fetched, when. Repeating a request is harmless, so it runs at least once. */
  SCHEDULE(false),
  /** What is new: exactly once. */
  DEDUPE(true),
  /** What each subscriber asked for: exactly once. */
  VIEWS(true),
  /** How many read it: what it keeps of days, edges and feeds must agree, so exactly once. */
  READERSHIP(true);

  private final boolean exactlyOnce;

  AppName(boolean exactlyOnce) {
    this.exactlyOnce = exactlyOnce;
  }

  /** Whether its output and state move in transactions. */
  public boolean exactlyOnce() {
    return exactlyOnce;
  }

  /** What people call it, in lower case: on the command line, in metrics, in group ids. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The app of that label.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static AppName of(String label) {
    for (AppName app : values()) {
      if (app.label().equals(label)) {
        return app;
      }
    }
    throw new IllegalArgumentException(
        "app: expected schedule, dedupe, views or readership, found " + label);
  }
}
