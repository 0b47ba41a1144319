package io.feedmesh.streams.schedule;

import io.feedmesh.schemas.record.FeedCondition;
import io.feedmesh.schemas.record.FeedStatus;
import io.feedmesh.schemas.record.FetchFailure;
import io.feedmesh.schemas.record.FetchOutcome;
import io.feedmesh.schemas.record.FetchResult;
import java.time.Instant;
import java.util.Optional;

/** What is remarkable about a feed after an answer, for those who look after feeds. Pure. */
final class ConditionRule {
  private ConditionRule() {}

  /**
   * Its condition; empty where nothing is remarkable.
   *
   * @param state with the answer in it
   * @param goneForGood whether it is not polled any more
   */
  static Optional<FeedStatus> of(
      FeedState state, FetchResult result, boolean goneForGood, long now) {
    FeedStatus.Builder status =
        FeedStatus.newBuilder()
            .setFeedUrl(result.getFeedUrl())
            .setStatus(result.getStatus())
            .setFailure(result.getFailure())
            .setDetail(result.getDetail())
            .setMovedTo(state.move().address())
            .setFeeds(result.getFeeds())
            .setSince(Instant.ofEpochMilli(now));
    return condition(state, result, goneForGood)
        .map(condition -> status.setCondition(condition).build());
  }

  private static Optional<FeedCondition> condition(
      FeedState state, FetchResult result, boolean goneForGood) {
    if (goneForGood) {
      return Optional.of(FeedCondition.GONE);
    }
    if (result.getFailure() == FetchFailure.NOT_A_FEED) {
      return Optional.of(FeedCondition.PAGE);
    }
    if (state.rhythm().failures() > 0 || result.getOutcome() == FetchOutcome.GONE) {
      return Optional.of(FeedCondition.FAILING);
    }
    return state.move().address() == null ? Optional.empty() : Optional.of(FeedCondition.MOVED);
  }

  /** What of it is worth telling again when it differs; empty text where nothing is remarkable. */
  static String gist(Optional<FeedStatus> status) {
    return status
        .map(
            s ->
                s.getCondition()
                    + " "
                    + s.getFailure()
                    + " "
                    + s.getStatus()
                    + " "
                    + s.getMovedTo())
        .orElse("");
  }
}
