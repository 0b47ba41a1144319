package io.feedmesh.streams.dedupe;

import io.feedmesh.schemas.record.Change;
import io.feedmesh.schemas.record.RejectReason;
import io.feedmesh.streams.dedupe.Admission.Verdict;
import java.util.Optional;

/**
 * Whether this version of the dedupe app would take a change, by all that it looks at before its
 * memory: for those who want to know what became of refused ones. Safe for use by several threads.
 */
public final class ChangeTrial {
  private final Admission admission;

  /** Refused, and why. */
  public record Refusal(RejectReason reason, String detail) {}

  /** Under the bounds of that configuration. */
  public ChangeTrial(DedupeConfig config) {
    admission = new Admission(config);
  }

  /** Why the change with that key is refused; empty if it is not. */
  public Optional<Refusal> refusal(String key, Change change) {
    Verdict verdict = Admission.checkUrl(key, change);
    if (verdict == null) {
      verdict = admission.admit(change);
    }
    return verdict instanceof Verdict.Refused refused
        ? Optional.of(new Refusal(refused.reason(), refused.detail()))
        : Optional.empty();
  }
}
