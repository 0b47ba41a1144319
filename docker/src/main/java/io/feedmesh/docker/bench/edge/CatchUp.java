package io.feedmesh.docker.bench.edge;

import io.feedmesh.consumers.spool.Spool;
import io.feedmesh.consumers.spool.SpoolConfig;
import io.feedmesh.consumers.spool.SpooledBody;
import io.feedmesh.consumers.spool.SpooledFeed;
import io.feedmesh.docker.bench.broker.BenchBroker;
import io.feedmesh.schemas.body.Bodies;
import io.feedmesh.schemas.kafka.KafkaSettings;
import io.feedmesh.schemas.kafka.RecordSender;
import io.feedmesh.schemas.record.Document;
import io.feedmesh.schemas.record.FeedFormat;
import io.feedmesh.schemas.record.FeedMetadata;
import io.feedmesh.schemas.record.OriginResponse;
import io.feedmesh.schemas.record.ParseStage;
import io.feedmesh.schemas.url.FeedUrl;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * An edge that was away while its feeds changed: hits at a steady pace while it brings its spool up
 * to date, and afterwards.
 */
final class CatchUp {
  private static final int VERSIONS = 30_000;
  private static final int PER_SECOND = 2_000;
  private static final int UNDER_WAY = 1_000; // of some 8 KB each
  private static final long MEMORY = 256L << 20;

  private final int feeds;
  private final Consumer<String> progress;

  CatchUp(int feeds, Consumer<String> progress) {
    this.feeds = feeds;
    this.progress = progress;
  }

  /**
   * What was seen; the comparison's turns are a second each.
   *
   * @param versions that it had to catch up with
   * @param seconds that it took it, from its start
   * @param perSecond hits asked for
   */
  record Result(
      int versions, double seconds, int perSecond, Comparison meanwhile, Comparison afterwards) {}

  Result run(Path folder, Load load) throws Exception {
    Path spool = folder.resolve("spool");
    BenchFeeds.write(spool, feeds);
    try (BenchBroker broker = BenchBroker.start(folder)) {
      progress.accept("catch-up: writing " + VERSIONS + " versions");
      publish(broker.kafka(), spool);
      progress.accept("catch-up: hits meanwhile");
      long start = System.nanoTime();
      try (Server edge = start(folder, spool, broker.kafka())) {
        Comparison meanwhile = new Comparison("catching up");
        double seconds = 0;
        while (seconds == 0) {
          Comparison.Turn turn = turn(edge, load);
          if (Metrics.sum(edge, "feedmesh_edge_lag") == 0) {
            seconds = (System.nanoTime() - start) / 1e9;
          } else {
            meanwhile.add(turn);
          }
        }
        progress.accept("catch-up: hits afterwards");
        Comparison afterwards = new Comparison("afterwards");
        for (int i = 0; i < meanwhile.turns(); i++) {
          afterwards.add(turn(edge, load));
        }
        return new Result(VERSIONS, seconds, PER_SECOND, meanwhile, afterwards);
      }
    }
  }

  private static Server start(Path folder, Path spool, KafkaSettings kafka) throws IOException {
    return JavaServer.start(
        "feedmesh edge",
        EdgeMain.class,
        List.of(
            spool.toString(),
            Long.toString(MEMORY),
            folder.resolve("access.log").toString(),
            kafka.bootstrapServers()));
  }

  private Comparison.Turn turn(Server edge, Load load) throws IOException {
    double before = CpuTime.seconds(edge.process());
    Load.Result result = load.paced(edge.port(), BenchFeeds.paths(feeds), PER_SECOND);
    double cpu = CpuTime.seconds(edge.process()) - before;
    if (result.requests() == 0 || result.wrong() > 0) {
      throw new IOException(result.requests() + " answers, wrong or none: " + result.wrong());
    }
    return new Comparison.Turn(result, cpu * 1e6 / result.requests());
  }

  /** One version of each feed after the other, so that each is a file to write. */
  private void publish(KafkaSettings kafka, Path folder) throws IOException {
    try (Spool spool = Spool.open(SpoolConfig.in(folder), new SimpleMeterRegistry());
        RecordSender sender = kafka.sender("bench-views")) {
      List<FeedUrl> urls = spool.feeds().stream().map(SpooledFeed::url).toList();
      List<CompletableFuture<?>> sent = new ArrayList<>();
      for (int i = 0; i < VERSIONS; i++) {
        FeedUrl url = urls.get(i % feeds);
        SpooledBody other = spool.read(urls.get((i + i / feeds + 1) % feeds)).orElseThrow();
        Document document = document(url, 1 + i / feeds, other);
        sent.add(sender.send(kafka.topics().documentViews, EdgeMain.NAME + " " + url, document));
        if (sent.size() == UNDER_WAY) {
          sent.forEach(CompletableFuture::join);
          sent.clear();
        }
      }
      sent.forEach(CompletableFuture::join);
    }
  }

  private static Document document(FeedUrl url, long version, SpooledBody body) throws IOException {
    return Document.newBuilder()
        .setFeedUrl(url.toString())
        .setVersion(version)
        .setBody(body.gzip())
        .setSize(body.feed().size())
        .setContentHash(Bodies.hash(body.document()))
        .setOrigin(OriginResponse.newBuilder().setUrl(url.toString()).build())
        .setFeed(FeedMetadata.newBuilder().setFormat(FeedFormat.RSS_20).build())
        .setEntries(1)
        .setStage(ParseStage.STRICT)
        .setFetchedAt(Instant.EPOCH)
        .setAcceptedAt(Instant.EPOCH)
        .build();
  }
}
