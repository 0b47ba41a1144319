package io.feedmesh.docker.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;

/**
 * When each post of a blog appears: number n at a moment that follows from the base time alone, so
 * that every run of the publishers gives the same posts the same moments.
 *
 * @param base when the blog was first published; it had its first {@link #FIRST} posts by then
 * @param pace mean time between two posts
 * @param seed tells blogs of one pace apart: they don't post at the same moments
 */
record Timeline(Instant base, Duration pace, long seed) {
  /** Number of the newest post at the base time. */
  static final long FIRST = 15;

  /** Most that a post is early or late, in paces; below a half, so that posts keep their order. */
  private static final double JITTER = 0.35;

  /** When post {@code number} appears. */
  Instant at(long number) {
    double paces = number - FIRST - 1 + phase() + JITTER * (2 * unit(number) - 1);
    return base.plusNanos((long) (paces * pace.toNanos()));
  }

  /** Number of the newest post, at least {@link #FIRST}, also where the clock was set back. */
  long latest(Instant now) {
    double paces = (double) Duration.between(base, now).toMillis() / pace.toMillis();
    long number = Math.max(FIRST, (long) Math.ceil(paces - phase() + JITTER) + FIRST + 1);
    while (number > FIRST && at(number).isAfter(now)) {
      number--;
    }
    return number;
  }

  /** From 0.36 on: post {@link #FIRST} is never later than the base time. */
  private double phase() {
    return JITTER + 0.01 + 0.28 * unit(0);
  }

  private double unit(long number) {
    return new SplittableRandom(seed * 0x9E3779B97F4A7C15L + number).nextDouble();
  }
}
