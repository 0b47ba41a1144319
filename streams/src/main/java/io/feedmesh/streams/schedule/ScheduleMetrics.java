package io.feedmesh.streams.schedule;

import io.feedmesh.schemas.record.FetchReason;
import io.feedmesh.schemas.record.FetchResult;
import io.feedmesh.schemas.record.PushRequest;
import io.feedmesh.schemas.record.PushResult;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/** What the schedule counts. Safe for use by several threads. */
final class ScheduleMetrics {
  private static final String FOLLOWED = "feedmesh.schedule.followed";

  private final MeterRegistry registry;
  private final AtomicInteger followed = new AtomicInteger();

  ScheduleMetrics(MeterRegistry registry) {
    this.registry = registry;
    Gauge before = registry.find(FOLLOWED).gauge();
    if (before != null) {
      registry.remove(before); // of an app that ran in this process earlier
    }
    Gauge.builder(FOLLOWED, followed, AtomicInteger::get).strongReference(true).register(registry);
  }

  void requested(FetchReason reason) {
    registry.counter("feedmesh.schedule.requests", "reason", lower(reason)).increment();
  }

  /** A ping was for a {@code feed}, for a {@code page} of some, or for {@code nothing} followed. */
  void pinged(String target) {
    registry.counter("feedmesh.schedule.pings", "target", target).increment();
  }

  /** An answer to the request in flight, or a {@code late} one. */
  void answered(boolean inTime, FetchResult result) {
    String failure = result.getFailure() == null ? "none" : lower(result.getFailure());
    registry
        .counter(
            "feedmesh.schedule.answers",
            "kind",
            inTime ? "in_time" : "late",
            "outcome",
            lower(result.getOutcome()),
            "failure",
            failure)
        .increment();
  }

  /** A hub or cloud is asked to tell of a feed's changes, or to stop. */
  void asked(PushRequest request) {
    registry
        .counter(
            "feedmesh.schedule.push.requests",
            "protocol",
            lower(request.getProtocol()),
            "mode",
            request.getSubscribe() ? "subscribe" : "unsubscribe")
        .increment();
  }

  /** Something came of it. */
  void pushed(PushResult result) {
    registry
        .counter(
            "feedmesh.schedule.push.results",
            "protocol",
            lower(result.getProtocol()),
            "kind",
            lower(result.getKind()))
        .increment();
  }

  /** A poll found a change that a live hub had not told of. */
  void hubMissed() {
    registry.counter("feedmesh.schedule.push.missed").increment();
  }

  /** A subscription to a page went to the feed that the page names. */
  void moved() {
    registry.counter("feedmesh.schedule.subscriptions.moved").increment();
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  /** A subscription that names no single feed is not for the schedule. */
  void ignoredSubscription() {
    registry.counter("feedmesh.schedule.subscriptions.ignored").increment();
  }

  void followed(int change) {
    followed.addAndGet(change);
  }
}
