package io.feedmesh.consumers.live;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.util.Set;

/** One event, encoded once for all clients. Immutable. */
final class LiveEvent {
  private static final byte[] END = {'\n', '\n'};

  private final long offset;
  private final Set<String> feeds;
  private final ByteBuffer sse;
  private final int jsonStart;

  private LiveEvent(long offset, Set<String> feeds, ByteBuffer sse, int jsonStart) {
    this.offset = offset;
    this.feeds = feeds;
    this.sse = sse;
    this.jsonStart = jsonStart;
  }

  /** Encodes; the JSON must be on one line. */
  static LiveEvent of(EventId id, Set<String> feeds, byte[] json) {
    byte[] head = ("id: " + id + "\nevent: entry\ndata: ").getBytes(US_ASCII);
    ByteBuffer sse = ByteBuffer.allocate(head.length + json.length + END.length);
    sse.put(head).put(json).put(END).flip();
    return new LiveEvent(id.offset(), Set.copyOf(feeds), sse, head.length);
  }

  /** Its place in the partition. */
  long offset() {
    return offset;
  }

  /** Canonical URL of its feed, and other addresses by which the subscriber knows it. */
  Set<String> feeds() {
    return feeds;
  }

  /** The bytes of the server-sent event (HTML Living Standard, 9.2.5). */
  ByteBuffer sse() {
    return sse.duplicate();
  }

  /** The JSON object in them. */
  ByteBuffer json() {
    return sse.duplicate().position(jsonStart).limit(sse.limit() - END.length);
  }

  /** Bytes of the server-sent event. */
  int size() {
    return sse.limit();
  }
}
