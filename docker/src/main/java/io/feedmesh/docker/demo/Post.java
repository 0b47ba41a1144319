package io.feedmesh.docker.demo;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * One post of a simulated blog.
 *
 * @param number from 1 on, never given twice within a blog
 * @param id tag URI (RFC 4151), the same whatever the port of the publishers
 * @param title plain text
 * @param html content as HTML
 * @param summary plain text, a sentence
 * @param category plain text
 * @param published when it appeared
 */
record Post(
    long number,
    String id,
    String title,
    String html,
    String summary,
    String category,
    Instant published) {

  /** {@link #published} as feeds give it: whole seconds. */
  Instant date() {
    return published.truncatedTo(ChronoUnit.SECONDS);
  }
}
