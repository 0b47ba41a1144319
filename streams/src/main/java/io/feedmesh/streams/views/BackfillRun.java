package io.feedmesh.streams.views;

import io.feedmesh.schemas.record.EntryChange;
import io.feedmesh.schemas.record.Subscription;
import io.feedmesh.schemas.topic.SubscriptionKey;
import io.feedmesh.streams.query.EntryQuery;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * Sends earlier entries to the subscriptions of one task that ask for them: goes through the log of
 * entries once for all of them, in small slices between the task's own work, and reads only where
 * one of them needs something. Not for several threads.
 */
final class BackfillRun implements AutoCloseable {
  /** How long the task's own entries may have to wait for a slice. */
  private static final Duration SLICE = Duration.ofMillis(25);

  /** Subscriptions looked after in one slice; the others' turn comes when those are done. */
  private static final int MAX_JOBS = 1_000;

  private final Backfills backfills;
  private final RecentEntries recent;
  private final Function<SubscriptionKey, Subscription> subscriptions;
  private final Function<String, EntryQuery> queries;
  private final EntryFanOut.Sending sending;
  private final Supplier<EntryLog> logs;
  private final ViewMetrics metrics;
  private EntryLog log;

  BackfillRun(
      Backfills backfills,
      RecentEntries recent,
      Function<SubscriptionKey, Subscription> subscriptions,
      Function<String, EntryQuery> queries,
      EntryFanOut.Sending sending,
      Supplier<EntryLog> logs,
      ViewMetrics metrics) {
    this.backfills = backfills;
    this.recent = recent;
    this.subscriptions = subscriptions;
    this.queries = queries;
    this.sending = sending;
    this.logs = logs;
    this.metrics = metrics;
  }

  /**
   * Sends what can be sent in a slice of time.
   *
   * @param position offset of the task's next entry; negative before it has had one
   */
  void slice(long position, long now) {
    List<Backfills.Held> pending = backfills.pending(MAX_JOBS);
    if (!pending.isEmpty()) {
      new Slice(now).run(pending, position);
    }
  }

  @Override
  public void close() {
    if (log != null) {
      log.close();
    }
  }

  private final class Slice {
    private final long now;
    private final long end = System.nanoTime() + SLICE.toNanos();
    private final PriorityQueue<BackfillJob> jobs = new PriorityQueue<>();
    private final Map<Instant, Long> firstSince = new HashMap<>();
    private long position;

    Slice(long now) {
      this.now = now;
    }

    void run(List<Backfills.Held> pending, long taskPosition) {
      try {
        position = taskPosition < 0 ? log().committed() : taskPosition;
        pending.forEach(this::load);
        while (!jobs.isEmpty() && remaining() > 0 && advance()) {}
      } catch (TimeoutException e) {
        metrics.backfillWaits.increment(); // the cluster does not answer: with the next slice
      }
      jobs.forEach(job -> backfills.put(job.key.toString(), job.progress(position)));
    }

    private long remaining() {
      return end - System.nanoTime();
    }

    private void load(Backfills.Held pending) {
      SubscriptionKey key = SubscriptionKey.parse(pending.key()).orElseThrow();
      Subscription subscription = subscriptions.apply(key);
      if (isOf(subscription, pending.progress()) && FanOutRule.live(subscription, now)) {
        long[] offsets = key.ofAllFeeds() ? new long[0] : recent.of(key.feedUrl());
        BackfillJob job = new BackfillJob(key, subscription, pending.progress(), offsets);
        if (!job.begun()) {
          begin(job);
        }
        jobs.add(job);
      }
    }

    private void begin(BackfillJob job) {
      job.beginAt(
          firstSince.computeIfAbsent(
              job.subscription.getSince(),
              moment -> log().firstSince(moment).orElse(Long.MAX_VALUE)),
          position);
    }

    /** One step; false if the log has to be waited for. */
    private boolean advance() {
      BackfillJob first = jobs.peek();
      if (first.next() >= position) {
        backfills.finish(jobs.poll().key.toString(), first.startedAt());
        metrics.backfills.increment();
        return true;
      }
      Optional<EntryLog.Logged> entry =
          log().next(first.next(), Duration.ofNanos(Math.max(0, remaining())));
      if (entry.isPresent() && entry.get().offset() < position) {
        visit(entry.get());
      } else if (entry.isPresent()) {
        jobs.add(passing(jobs.poll(), position - 1));
      }
      return entry.isPresent();
    }

    private void visit(EntryLog.Logged entry) {
      List<BackfillJob> here = new ArrayList<>();
      boolean looking = jobs.peek().looking(); // the others are elsewhere in the log
      while (!jobs.isEmpty()
          && jobs.peek().looking() == looking
          && jobs.peek().next() <= entry.offset()) {
        here.add(jobs.poll());
      }
      if (here.stream().anyMatch(job -> job.concerns(entry))) {
        entry.change().ifPresent(change -> offer(entry, change, here));
      }
      here.forEach(job -> jobs.add(passing(job, entry.offset())));
    }

    private void offer(EntryLog.Logged entry, EntryChange change, List<BackfillJob> here) {
      Wanting wanting = new Wanting(change, queries);
      for (BackfillJob job : here) {
        if (job.concerns(entry)
            && job.reachesTo(entry.offset(), change)
            && wanting.wantedBy(job.key, job.subscription)) {
          if (job.looking()) {
            job.found(entry.offset());
          } else {
            wanting.add(job.key, job.subscription);
          }
        }
      }
      wanting.forEach((subscriber, why) -> sending.send(subscriber, why, change));
    }

    private static BackfillJob passing(BackfillJob job, long offset) {
      job.passed(offset);
      return job;
    }
  }

  private static boolean isOf(Subscription subscription, Backfills.Progress progress) {
    return subscription != null
        && subscription.getStartedAt() != null
        && subscription.getStartedAt().toEpochMilli() == progress.startedAt();
  }

  private EntryLog log() {
    if (log == null) {
      log = logs.get();
    }
    return log;
  }
}
