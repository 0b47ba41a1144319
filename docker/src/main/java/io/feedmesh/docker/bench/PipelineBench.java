package io.feedmesh.docker.bench;

import io.feedmesh.docker.bench.broker.BenchBroker;
import io.feedmesh.schemas.kafka.KafkaSettings;
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
 * Changes per second from {@code changes} to spool and entries, beside two bare loops over the same
 * records on the same broker in turn: one that copies, one that also parses.
 */
final class PipelineBench {
  private static final int WARM_UPS = 2;

  private final int feeds;
  private final int versions;
  private final int rounds;
  private final int repeats;
  private final Consumer<String> progress;

  /**
   * Each round has {@code feeds} times {@code versions} changed documents, and {@code repeats}
   * times as many duplicates.
   */
  PipelineBench(int feeds, int versions, int rounds, int repeats, Consumer<String> progress) {
    this.feeds = feeds;
    this.versions = versions;
    this.rounds = rounds;
    this.repeats = repeats;
    this.progress = progress;
  }

  /** All that was measured; CPU seconds of the changed documents' rounds by stage. */
  record Result(
      Series parseLoop,
      Series changed,
      Series copyLoop,
      Series duplicates,
      Map<String, Double> stageSeconds) {}

  Result run(Path folder) throws Exception {
    try (BenchBroker broker = BenchBroker.start(folder);
        PipelineRun pipeline = new PipelineRun(broker.kafka(), folder, feeds)) {
      return measure(broker.kafka(), pipeline);
    }
  }

  private Result measure(KafkaSettings kafka, PipelineRun pipeline) throws Exception {
    List<List<Measure>> series =
        List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    Map<String, Double> stages = new TreeMap<>();
    for (int turn = 0; turn < WARM_UPS + rounds; turn++) {
      boolean warmUp = turn < WARM_UPS;
      progress.accept(warmUp ? "warming up" : "round " + (turn - WARM_UPS + 1) + " of " + rounds);
      List<Measure> measures =
          round(kafka, pipeline, turn * versions, warmUp ? new TreeMap<>() : stages);
      for (int i = 0; i < series.size() && !warmUp; i++) {
        series.get(i).add(measures.get(i));
      }
    }
    return new Result(
        new Series(series.get(0)),
        new Series(series.get(1)),
        new Series(series.get(2)),
        new Series(series.get(3)),
        stages);
  }

  private List<Measure> round(
      KafkaSettings kafka, PipelineRun pipeline, int version, Map<String, Double> stages)
      throws Exception {
    Changes changes = new Changes(kafka);
    Loop loop = new Loop(kafka, BenchBroker.SINK);
    Loop.Step copy = (record, out) -> out.send(record.key(), record.value());
    Loop.Step parse = new ParseStep(kafka.topics(), new FeedParser(ParseBounds.DEFAULT));

    Map<TopicPartition, Long> begin = changes.end();
    long changed = changes.load(feeds, version, versions, 1);
    Measure parsed = Measure.of(() -> loop.run(begin, changed, parse));
    Measure through = pipeline.changed(changed, version + versions - 1, stages);

    Map<TopicPartition, Long> again = changes.end();
    long known = changes.load(feeds, version + versions - 1, 1, versions * repeats);
    Measure copied = Measure.of(() -> loop.run(again, known, copy));
    Measure dropped = pipeline.duplicates(known, new TreeMap<>());
    return List.of(parsed, through, copied, dropped);
  }
}
