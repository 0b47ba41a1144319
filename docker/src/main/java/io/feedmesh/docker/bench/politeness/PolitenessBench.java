package io.feedmesh.docker.bench.politeness;

import io.feedmesh.docker.bench.politeness.script.Burst;
import io.feedmesh.docker.bench.politeness.script.Pace;
import io.feedmesh.docker.bench.politeness.script.Score.Verdict;
import io.feedmesh.docker.process.Lifetime;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Watches a fetcher at the scripted hosts, and scores it. For one thread. */
final class PolitenessBench {
  private static final int PINGS = 1000;
  private static final Duration MORE = Duration.ofSeconds(2);

  private final Lifetime lifetime;
  private final Duration duration;
  private final Consumer<String> progress;

  /**
   * A watch.
   *
   * @param lifetime ends it early when the process is asked to stop
   * @param duration at most
   */
  PolitenessBench(Lifetime lifetime, Duration duration, Consumer<String> progress) {
    this.lifetime = lifetime;
    this.duration = duration;
    this.progress = progress;
  }

  /** Our own pipeline in this process; twice as long where a rule was not scored in the time. */
  ScoreSheet own(Path folder) throws Exception {
    Pace pace = OwnPipeline.PACE;
    try (ScriptedOrigin origin = new ScriptedOrigin(Place.NAMES, pace, 0)) {
      progress.accept("starting a broker, the schedule and a fetcher");
      try (OwnPipeline pipeline = new OwnPipeline(folder)) {
        pipeline.subscribe(origin.feeds());
        progress.accept("watching for " + duration.toSeconds() + " s");
        if (watch(duration.dividedBy(4))) {
          pipeline.ping(origin.feeds(Burst.NAME), PINGS);
          boolean unused = watch(duration.minus(duration.dividedBy(4)));
        }
        return patiently(origin, pace);
      }
    }
  }

  /** On a busy machine some rules need more time to be seen. */
  private ScoreSheet patiently(ScriptedOrigin origin, Pace pace) {
    Instant end = Instant.now().plus(duration);
    while (true) {
      ScoreSheet sheet = ScoreSheet.of(origin, Place.NAMES, pace, Instant.now());
      if (sheet.count(Verdict.NOT_SEEN) == 0 || Instant.now().isAfter(end) || !watch(MORE)) {
        return sheet;
      }
    }
  }

  /**
   * Any other fetcher, which is pointed at the origin by whoever runs it.
   *
   * @param pingUrl what a feed's address is put after to ping it; empty for none
   */
  ScoreSheet other(ScriptedOrigin origin, Place place, Pace pace, String pingUrl) {
    if (watch(duration.dividedBy(4))) {
      if (!pingUrl.isEmpty()) {
        progress.accept("pinging the feeds of one host " + PINGS + " times");
        ping(origin.feeds(Burst.NAME), pingUrl);
      }
      boolean unused = watch(duration.minus(duration.dividedBy(4)));
    }
    return ScoreSheet.of(origin, place, pace, Instant.now());
  }

  private static void ping(List<String> feeds, String pingUrl) {
    HttpClient client = HttpClient.newHttpClient();
    List<CompletableFuture<?>> sent = new ArrayList<>();
    for (int i = 0; i < PINGS; i++) {
      HttpRequest ping =
          HttpRequest.newBuilder(URI.create(pingUrl + feeds.get(i % feeds.size()))).build();
      sent.add(client.sendAsync(ping, HttpResponse.BodyHandlers.discarding()));
    }
    CompletableFuture.allOf(sent.toArray(CompletableFuture[]::new)).join();
  }

  /** Whether the time is over; not, if the process was asked to stop before. */
  private boolean watch(Duration time) {
    return lifetime
        .await(new CompletableFuture<Throwable>().orTimeout(time.toMillis(), TimeUnit.MILLISECONDS))
        .isPresent();
  }
}
