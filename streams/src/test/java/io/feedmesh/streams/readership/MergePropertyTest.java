package io.feedmesh.streams.readership;

import static org.assertj.core.api.Assertions.assertThat;

import io.feedmesh.schemas.readership.ReaderSketch;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class MergePropertyTest {
  private final long seed = Long.getLong("feedmesh.seed", System.nanoTime());
  private final Random random = new Random(seed);

  MergePropertyTest() {
    System.out.println("seed " + seed + " (again with -Dfeedmesh.seed=" + seed + ")");
  }

  /** What an edge says: its requests so far, and whom it saw since it last said something. */
  private record Report(
      int edge, long run, long soFar, List<Integer> readers, Map<String, Long> claims) {}

  private List<Report> reports() {
    List<Report> reports = new ArrayList<>();
    for (int edge = random.nextInt(4); edge >= 0; edge--) {
      for (long run = random.nextInt(3); run >= 0; run--) {
        long soFar = 0;
        for (int interval = random.nextInt(5); interval >= 0; interval--) {
          List<Integer> readers = random.ints(random.nextInt(150), 0, 400).boxed().toList();
          soFar += readers.size() + random.nextInt(3);
          Map<String, Long> claims = new HashMap<>();
          for (int i = random.nextInt(20); i > 0; i--) {
            claims.put("s" + random.nextInt(90), (long) random.nextInt(1_000));
          }
          reports.add(new Report(edge, run, soFar, readers, claims));
        }
      }
    }
    return reports;
  }

  private static DayTally merged(List<Report> reports) {
    Map<Integer, EdgeRuns> edges = new HashMap<>();
    DayTally tally = DayTally.NONE;
    for (Report report : reports) {
      EdgeRuns before = edges.getOrDefault(report.edge(), EdgeRuns.NONE);
      EdgeRuns after = before.with(report.run(), report.soFar());
      edges.put(report.edge(), after);
      tally = tally.with(after.sum() - before.sum(), sketch(report), report.claims());
    }
    return tally;
  }

  private static ReaderSketch sketch(Report report) {
    return Reports.sketch(report.readers().stream().mapToInt(Integer::intValue).toArray());
  }

  @Test
  void neitherOrderNorRepetitionChangesWhatIsCounted() {
    for (int round = 0; round < 200; round++) {
      List<Report> reports = reports();
      DayTally expected = merged(reports);
      List<Report> again = new ArrayList<>(reports);
      again.addAll(reports.subList(0, random.nextInt(reports.size() + 1)));
      Collections.shuffle(again, random);

      assertThat(merged(again)).isEqualTo(expected);
      byte[] kept = DayTally.SERDE.serializer().serialize("t", expected);
      assertThat(DayTally.SERDE.deserializer().deserialize("t", kept)).isEqualTo(expected);
    }
  }

  @Test
  void countsWhatAListOfAllWouldCount() {
    for (int round = 0; round < 100; round++) {
      List<Report> reports = reports();
      Map<String, Long> requests = new HashMap<>();
      TreeSet<Integer> readers = new TreeSet<>();
      TreeMap<String, Long> services = new TreeMap<>();
      for (Report report : reports) {
        requests.merge(report.edge() + " " + report.run(), report.soFar(), Math::max);
        readers.addAll(report.readers());
        report.claims().forEach((name, n) -> services.merge(name, n, Math::max));
      }
      long subscribers =
          services.values().stream()
              .sorted(Collections.reverseOrder())
              .limit(50)
              .mapToLong(n -> n)
              .sum();

      var day = merged(reports).on(Reports.TODAY);

      assertThat(day.getRequests()).isEqualTo(requests.values().stream().mapToLong(n -> n).sum());
      assertThat(day.getSubscribers()).isEqualTo(subscribers);
      long direct = day.getReaders() - subscribers;
      double error = readers.size() <= 192 ? 0.5 : 5 * 0.023 * readers.size();
      assertThat((double) direct).isBetween(readers.size() - error, readers.size() + error);
    }
  }

  @Test
  void anEdgeThatStartsAgainAndAgainTakesBoundedRoomAndItsSumStays() {
    EdgeRuns runs = EdgeRuns.NONE;
    for (long run = 1; run <= 1_000; run++) {
      runs = runs.with(run, 1).with(run, 2).with(run, 2);
      assertThat(runs.sum()).isEqualTo(2 * run);
    }
    assertThat(runs.requests()).hasSize(EdgeRuns.MAX_RUNS);
    assertThat(runs.with(3, 500)).isEqualTo(runs);
    byte[] kept = EdgeRuns.SERDE.serializer().serialize("t", runs);
    assertThat(EdgeRuns.SERDE.deserializer().deserialize("t", kept)).isEqualTo(runs);
  }
}
