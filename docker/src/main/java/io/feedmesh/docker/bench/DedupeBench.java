package io.feedmesh.docker.bench;

import io.feedmesh.docker.bench.broker.BenchBroker;
import io.feedmesh.schemas.http.Health;
import io.feedmesh.schemas.http.Metrics;
import io.feedmesh.schemas.kafka.KafkaSettings;
import io.feedmesh.streams.app.StreamsConfig;
import io.feedmesh.streams.parse.FeedParser;
import io.feedmesh.streams.parse.ParseBounds;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.kafka.common.TopicPartition;

/**
 * Changes per second of the dedupe app, exactly once, beside two bare transactional loops over the
 * same records on the same broker in turn: one that copies, one that also parses.
 */
final class DedupeBench {
  private static final int WARM_UPS = 2;

  private final int feeds;
  private final int versions;
  private final int rounds;
  private final int repeats;
  private final Consumer<String> progress;

  /** As {@link PipelineBench}. */
  DedupeBench(int feeds, int versions, int rounds, int repeats, Consumer<String> progress) {
    this.feeds = feeds;
    this.versions = versions;
    this.rounds = rounds;
    this.repeats = repeats;
    this.progress = progress;
  }

  /** All that was measured, rounds without those for warming up. */
  record Result(Series parseLoop, Series changed, Series copyLoop, Series duplicates) {}

  Result run(Path folder) throws Exception {
    try (BenchBroker broker = BenchBroker.start(folder)) {
      StreamsConfig config = StreamsConfig.defaults(folder.resolve("streams"));
      DedupeRun dedupe = new DedupeRun(broker.kafka(), config, Metrics.registry(), new Health());
      Loop loop = new Loop(broker.kafka(), BenchBroker.SINK, config.commitInterval());
      List<List<Measure>> series =
          List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
      for (int turn = 0; turn < WARM_UPS + rounds; turn++) {
        progress.accept(
            turn < WARM_UPS ? "warming up" : "round " + (turn - WARM_UPS + 1) + " of " + rounds);
        List<Measure> measures = round(broker.kafka(), dedupe, loop, turn * versions);
        for (int i = 0; i < series.size() && turn >= WARM_UPS; i++) {
          series.get(i).add(measures.get(i));
        }
      }
      return new Result(
          new Series(series.get(0)),
          new Series(series.get(1)),
          new Series(series.get(2)),
          new Series(series.get(3)));
    }
  }

  private List<Measure> round(KafkaSettings kafka, DedupeRun dedupe, Loop loop, int version)
      throws Exception {
    Changes changes = new Changes(kafka);
    Loop.Step copy = (record, out) -> out.send(record.key(), record.value());
    Loop.Step parse = new ParseStep(kafka.topics(), new FeedParser(ParseBounds.DEFAULT));

    Map<TopicPartition, Long> begin = changes.end();
    long changed = changes.load(feeds, version, versions, 1);
    Measure parsed = Measure.of(() -> loop.run(begin, changed, parse));
    Measure accepted = dedupe.changed(changed, new TreeMap<>(), () -> {});

    Map<TopicPartition, Long> again = changes.end();
    long known = changes.load(feeds, version + versions - 1, 1, versions * repeats);
    Measure copied = Measure.of(() -> loop.run(again, known, copy));
    Measure dropped = dedupe.duplicates(known, new TreeMap<>());
    return List.of(parsed, accepted, copied, dropped);
  }
}
