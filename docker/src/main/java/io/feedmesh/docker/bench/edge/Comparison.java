package io.feedmesh.docker.bench.edge;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** One server's turns in a case. Not for several threads. */
final class Comparison {
  private final String server;
  private final List<Turn> turns = new ArrayList<>();

  Comparison(String server) {
    this.server = server;
  }

  /**
   * One of them.
   *
   * @param micros of CPU time for each request
   */
  record Turn(Load.Result result, double micros) {}

  void add(Turn turn) {
    turns.add(turn);
  }

  int turns() {
    return turns.size();
  }

  String server() {
    return server;
  }

  /** The median of something. */
  double median(ToDoubleFunction<Turn> figure) {
    return median(turns.stream().mapToDouble(figure).toArray());
  }

  /** The median of what a request takes here in place of there, turn by turn. */
  double ratioTo(Comparison other) {
    return median(
        IntStream.range(0, turns.size())
            .mapToDouble(i -> turns.get(i).micros() / other.turns.get(i).micros())
            .toArray());
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int half = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }
}
