package io.feedmesh.streams.readership;

import io.feedmesh.streams.topology.BinarySerde;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/**
 * One edge's requests for one feed on one day, by when the edge was started. Pure and immutable.
 * The largest number of a run counts, so that reports may come twice and in any order. Of more than
 * {@value #MAX_RUNS} runs on one day the two oldest become one: what is told late of them is lost.
 *
 * @param requests start of each run, epoch milliseconds, to its requests
 */
record EdgeRuns(TreeMap<Long, Long> requests) {
  static final int MAX_RUNS = 16;

  static final EdgeRuns NONE = new EdgeRuns(new TreeMap<>());

  static final BinarySerde<EdgeRuns> SERDE =
      new BinarySerde<>("an edge's day", 1, EdgeRuns::write, EdgeRuns::read);

  /** With a run's requests so far. */
  EdgeRuns with(long run, long soFar) {
    TreeMap<Long, Long> next = new TreeMap<>(requests);
    if (next.size() == MAX_RUNS && run < next.firstKey()) {
      return this;
    }
    next.merge(run, soFar, Math::max);
    if (next.size() > MAX_RUNS) {
      long oldest = next.pollFirstEntry().getValue();
      next.merge(next.firstKey(), oldest, Long::sum);
    }
    return new EdgeRuns(next);
  }

  /** All that is known of the day. */
  long sum() {
    return requests.values().stream().mapToLong(Long::longValue).sum();
  }

  private static void write(EdgeRuns runs, DataOutputStream out) throws IOException {
    out.writeByte(runs.requests.size());
    for (Map.Entry<Long, Long> run : runs.requests.entrySet()) {
      out.writeLong(run.getKey());
      out.writeLong(run.getValue());
    }
  }

  private static EdgeRuns read(int version, DataInputStream in) throws IOException {
    TreeMap<Long, Long> requests = new TreeMap<>();
    for (int left = in.readUnsignedByte(); left > 0; left--) {
      requests.put(in.readLong(), in.readLong());
    }
    return new EdgeRuns(requests);
  }
}
