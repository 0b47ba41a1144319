package io.feedmesh.streams.schedule;

import io.feedmesh.schemas.record.PushRequest;
import java.util.function.BiConsumer;

/** Asks hubs and clouds to tell of feeds, and those of feeds that nobody wants to stop. */
final class HubCare {
  private final ScheduleMetrics metrics;
  private final BiConsumer<String, Told> tell;

  /**
   * For the feeds of one task.
   *
   * @param tell takes what is to be said, under its key
   */
  HubCare(ScheduleMetrics metrics, BiConsumer<String, Told> tell) {
    this.metrics = metrics;
    this.tell = tell;
  }

  /** The state with what was asked now in it, if that was time. */
  FeedState lookAfter(String feedUrl, FeedState state, long now) {
    if (!state.followed(now)) {
      leave(feedUrl, state, now);
      return state.with(state.push().left());
    }
    if (!PushRule.asks(state, now)) {
      return state;
    }
    PushTarget target = state.hints().push();
    if (!target.equals(state.push().at())) {
      leave(feedUrl, state, now);
    }
    ask(PushRule.subscribe(feedUrl, state, now));
    return state.with(state.push().asked(target, now));
  }

  private void leave(String feedUrl, FeedState state, long now) {
    PushRule.unsubscribe(feedUrl, state, now).ifPresent(this::ask);
  }

  private void ask(PushRequest request) {
    metrics.asked(request);
    tell.accept(request.getEndpoint(), new Told.AskHub(request));
  }
}
