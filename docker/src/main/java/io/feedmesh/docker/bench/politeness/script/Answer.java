package io.feedmesh.docker.bench.politeness.script;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What a scripted host answers. Immutable.
 *
 * @param status HTTP status
 * @param fields names and values in turn; values as ISO 8859-1
 * @param body all of it, or what is sent over and over
 * @param flow how the body is sent
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Answer(int status, List<String> fields, byte[] body, Flow flow) {
  /** How a body is sent. */
  public enum Flow {
    /** At once, and then it ends. */
    WHOLE,
    /** A byte each half second, for ever. */
    SLOW,
    /** As fast as it is taken, for ever. */
    ENDLESS
  }

  static Answer feed(String... fields) {
    return feed(Feeds.rss(""), fields);
  }

  static Answer feed(byte[] document, String... fields) {
    List<String> all = new ArrayList<>(List.of("Content-Type", "application/rss+xml"));
    all.addAll(List.of(fields));
    return new Answer(200, all, document, Flow.WHOLE);
  }

  static Answer endless(Flow flow) {
    byte[] start = "<rss version=\"2.0\"><channel><title>".getBytes(StandardCharsets.US_ASCII);
    return new Answer(200, List.of("Content-Type", "application/rss+xml"), start, flow);
  }

  static Answer status(int status, String... fields) {
    return new Answer(status, List.of(fields), new byte[0], Flow.WHOLE);
  }
}
