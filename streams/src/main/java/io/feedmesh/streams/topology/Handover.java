package io.feedmesh.streams.topology;

import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * The mark on a tombstone of what goes on under another key: a document of an alias, or a
 * subscription that followed from one. Nobody's view is withdrawn for it.
 */
public final class Handover {
  private static final String HEADER = "feedmesh-handover";

  private Handover() {}

  /** Headers of such a tombstone. */
  public static Headers headers() {
    return new RecordHeaders().add(HEADER, new byte[0]);
  }

  /** Whether it is such a tombstone. */
  public static boolean is(Headers headers) {
    return headers.lastHeader(HEADER) != null;
  }
}
