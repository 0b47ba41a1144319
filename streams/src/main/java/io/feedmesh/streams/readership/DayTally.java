package io.feedmesh.streams.readership;

import io.feedmesh.schemas.readership.ReaderSketch;
import io.feedmesh.schemas.record.ReadershipDay;
import io.feedmesh.streams.topology.BinarySerde;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.LocalDate;
import java.util.Collections;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;

/**
 * One feed's readers of one day at all edges. Pure and immutable; what it says depends on the set
 * of what was merged alone: neither on the order nor on how often the same came.
 *
 * @param requests at all edges
 * @param sketch distinct readers, as bytes
 * @param services name of each service that reads for many, and how many it told of at most
 */
record DayTally(long requests, ByteBuffer sketch, Map<String, Long> services) {
  /** Most services; of more, those with the fewest subscribers are not counted. */
  static final int MAX_SERVICES = 50;

  static final DayTally NONE =
      new DayTally(0, ByteBuffer.wrap(new ReaderSketch().toBytes()), Map.of());

  static final BinarySerde<DayTally> SERDE =
      new BinarySerde<>("a feed's day", 1, DayTally::write, DayTally::read);

  private static final int MAX_SKETCH = 4_096;
  private static final Comparator<Map.Entry<String, Long>> SMALLEST =
      Map.Entry.<String, Long>comparingByValue().thenComparing(Map.Entry.comparingByKey());

  /**
   * With what a report says.
   *
   * @param more requests than were known of its edge
   */
  DayTally with(long more, ReaderSketch readers, Map<String, Long> claims) {
    ReaderSketch all = readers();
    all.merge(readers);
    TreeMap<String, Long> most = new TreeMap<>(services);
    claims.forEach((service, subscribers) -> most.merge(service, subscribers, Math::max));
    while (most.size() > MAX_SERVICES) {
      most.remove(Collections.min(most.entrySet(), SMALLEST).getKey());
    }
    return new DayTally(requests + more, ByteBuffer.wrap(all.toBytes()), most);
  }

  /** The day as others read it; no more readers than requests, whatever a sketch says. */
  ReadershipDay on(LocalDate day) {
    long subscribers = services.values().stream().mapToLong(Long::longValue).sum();
    long direct = Math.min(readers().estimate(), requests);
    return new ReadershipDay(day, requests, direct + subscribers, subscribers);
  }

  private ReaderSketch readers() {
    return ReaderSketch.parse(sketch)
        .orElseThrow(() -> new IllegalArgumentException("no sketch of readers"));
  }

  private static void write(DayTally tally, DataOutputStream out) throws IOException {
    out.writeLong(tally.requests);
    byte[] bytes = new byte[tally.sketch.remaining()];
    tally.sketch.duplicate().get(bytes);
    out.writeShort(bytes.length);
    out.write(bytes);
    out.writeShort(tally.services.size());
    for (Map.Entry<String, Long> service : tally.services.entrySet()) {
      BinarySerde.writeText(out, service.getKey());
      out.writeLong(service.getValue());
    }
  }

  private static DayTally read(int version, DataInputStream in) throws IOException {
    long requests = in.readLong();
    int length = in.readUnsignedShort();
    if (length > MAX_SKETCH) {
      throw new IOException("a sketch of " + length + " bytes, expected at most " + MAX_SKETCH);
    }
    byte[] sketch = new byte[length];
    in.readFully(sketch);
    TreeMap<String, Long> services = new TreeMap<>();
    for (int left = in.readUnsignedShort(); left > 0; left--) {
      services.put(BinarySerde.readText(in), in.readLong());
    }
    return new DayTally(requests, ByteBuffer.wrap(sketch), services);
  }
}
