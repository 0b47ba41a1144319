package io.feedmesh.streams.readership;

import io.feedmesh.schemas.readership.ReaderSketch;
import io.feedmesh.schemas.record.Readership;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;

/** Reports as edges send them. */
final class Reports {
  static final String FEED = "https://blog.example/feed.xml";
  static final LocalDate TODAY = LocalDate.parse("2026-11-22");
  static final Instant RUN = Instant.parse("2026-11-01T00:00:00Z");

  private Reports() {}

  static Readership report(String edge, LocalDate day, long requests, int... readers) {
    Instant from = Instant.parse(day + "T09:00:00Z");
    return Readership.newBuilder()
        .setFeedUrl(FEED)
        .setEdge(edge)
        .setRun(RUN)
        .setDay(day)
        .setFrom(from)
        .setUntil(from.plusSeconds(60))
        .setRequests(requests)
        .setReaders(ByteBuffer.wrap(sketch(readers).toBytes()))
        .setServices(Map.of())
        .build();
  }

  /** Readers by number: the same number is the same reader. */
  static ReaderSketch sketch(int... readers) {
    ReaderSketch sketch = new ReaderSketch();
    for (int reader : readers) {
      sketch.add(mix(reader), mix(~reader));
    }
    return sketch;
  }

  /** The finalizer of SplitMix64, whose bits are even. */
  private static long mix(long number) {
    long z = number * 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
