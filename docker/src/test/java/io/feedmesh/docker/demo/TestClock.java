package io.feedmesh.docker.demo;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that goes on when a test says so. */
final class TestClock implements InstantSource {
  static final Instant START = Instant.parse("2026-03-01T10:00:00.250Z");

  private volatile Instant now = START;

  @Override
  public Instant instant() {
    return now;
  }

  void advance(Duration by) {
    now = now.plus(by);
  }
}
