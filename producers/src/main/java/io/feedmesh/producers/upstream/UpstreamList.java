package io.feedmesh.producers.upstream;

import io.feedmesh.producers.intake.Door;
import io.feedmesh.producers.intake.DoorMeters;
import io.feedmesh.producers.intake.PingAnswer;
import io.feedmesh.producers.intake.PingAnswer.Kind;
import io.feedmesh.producers.intake.PingIntake;
import io.feedmesh.producers.intake.Said;
import io.feedmesh.producers.upstream.ChangesXml.BadListException;
import io.feedmesh.producers.upstream.ChangesXml.Weblog;
import io.feedmesh.schemas.origin.OriginAnswer;
import io.feedmesh.schemas.origin.OriginAnswer.Answered;
import io.feedmesh.schemas.origin.OriginClient;
import io.feedmesh.schemas.origin.OriginRequest;
import io.feedmesh.schemas.url.FeedUrl;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One list: its validators, and what was seen in it. Not for several threads. */
final class UpstreamList {
  private static final Logger LOG = LoggerFactory.getLogger(UpstreamList.class);
  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final long MAX_BYTES = 8L * 1024 * 1024;
  private static final int BATCH = 500;

  private final FeedUrl url;
  private final Map<String, String> headers;
  private final OriginClient origins;
  private final PingIntake intake;
  private final DoorMeters meters;
  private final InstantSource clock;
  private final Duration atLeast;
  private final Seen seen = new Seen();
  private Map<String, String> validators = Map.of();
  private int failures;

  UpstreamList(
      FeedUrl url,
      Map<String, String> headers,
      OriginClient origins,
      PingIntake intake,
      DoorMeters meters,
      InstantSource clock,
      Duration atLeast) {
    this.url = url;
    this.headers = headers;
    this.origins = origins;
    this.intake = intake;
    this.meters = meters;
    this.clock = clock;
    this.atLeast = atLeast;
  }

  /** Reads it and waits until Kafka has what came of it; how long to wait until the next time. */
  Duration poll() throws InterruptedException {
    Map<String, String> fields = new HashMap<>(headers);
    fields.putAll(validators);
    OriginAnswer answer = awaited(origins.get(new OriginRequest(url, fields, TIMEOUT, MAX_BYTES)));
    if (answer instanceof OriginAnswer.Failed failed) {
      return failed(failed.detail(), null);
    }
    Answered answered = (Answered) answer;
    if (answered.status() == 304) {
      meters.count(Door.UPSTREAM, "list_unchanged");
    } else if (answered.status() != 200) {
      return failed("status " + answered.status(), answered.headers().get("Retry-After"));
    } else {
      try {
        read(answered);
      } catch (BadListException e) {
        return failed(e.getMessage(), null);
      }
    }
    failures = 0;
    return PollRule.afterAnswer(
        String.join(",", answered.headers().getValuesList("Cache-Control")), atLeast);
  }

  /** So that closing need not wait for a slow list. */
  private static <T> T awaited(CompletableFuture<T> future) throws InterruptedException {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("expected one that never fails", e);
    } catch (InterruptedException e) {
      future.cancel(true);
      throw e;
    }
  }

  private Duration failed(String why, String retryAfter) {
    failures++;
    meters.count(Door.UPSTREAM, "list_failed");
    LOG.warn("upstream {} was not read: {}", url, why);
    return PollRule.afterFailure(failures, retryAfter, clock.instant(), atLeast);
  }

  /** What Kafka did not take stays new: it is read again, whole. */
  private void read(Answered answered) throws BadListException, InterruptedException {
    ChangesXml list = ChangesXml.parse(answered.body(), clock.instant());
    meters.count(Door.UPSTREAM, "list_read");
    if (ping(seen.news(list))) {
      seen.remember(list);
      validators = validators(answered);
    } else {
      validators = Map.of();
    }
  }

  private boolean ping(List<Weblog> news) throws InterruptedException {
    boolean all = true;
    for (int i = 0; i < news.size(); i += BATCH) {
      List<CompletableFuture<PingAnswer>> answers =
          news.subList(i, Math.min(news.size(), i + BATCH)).stream().map(this::ping).toList();
      for (CompletableFuture<PingAnswer> answer : answers) {
        all &= awaited(answer).kind() != Kind.UNAVAILABLE;
      }
    }
    return all;
  }

  private CompletableFuture<PingAnswer> ping(Weblog weblog) {
    Said said = new Said(weblog.name(), weblog.url(), weblog.feedUrl());
    return intake.takeWanted(said, Door.UPSTREAM, url.host());
  }

  private static Map<String, String> validators(Answered answered) {
    Map<String, String> known = new HashMap<>();
    put(known, "If-None-Match", answered.headers().get("ETag"));
    put(known, "If-Modified-Since", answered.headers().get("Last-Modified"));
    return known;
  }

  private static void put(Map<String, String> fields, String name, String value) {
    if (value != null && !value.isBlank() && value.length() <= 1024) {
      fields.put(name, value);
    }
  }

  /** Its address. */
  @Override
  public String toString() {
    return url.toString();
  }
}
