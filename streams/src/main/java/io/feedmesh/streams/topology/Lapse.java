package io.feedmesh.streams.topology;

import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * The mark on a tombstone that ends a subscription because its lease ended, not because its
 * subscriber said so: which lease it was. A renewal that was under way at that moment is worth
 * more.
 */
public final class Lapse {
  private static final String HEADER = "feedmesh-lapsed-lease";

  private Lapse() {}

  /** Headers of such a tombstone. */
  public static Headers headers(long leaseUntil) {
    return new RecordHeaders()
        .add(HEADER, Long.toString(leaseUntil).getBytes(StandardCharsets.US_ASCII));
  }

  /** The lease that ended; empty on any other record. */
  public static OptionalLong leaseUntil(Headers headers) {
    Header header = headers.lastHeader(HEADER);
    if (header == null || header.value() == null) {
      return OptionalLong.empty();
    }
    try {
      return OptionalLong.of(Long.parseLong(new String(header.value(), StandardCharsets.US_ASCII)));
    } catch (NumberFormatException e) {
      return OptionalLong.empty(); // not ours, so a tombstone like any other
    }
  }
}
