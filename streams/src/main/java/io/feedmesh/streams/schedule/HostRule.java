package io.feedmesh.streams.schedule;

import java.util.Collections;

/**
 * Whether a host may be asked now: not before it allows it, few requests at once, and a gap between
 * them. Pure; safe for use by several threads.
 */
final class HostRule {
  private final long gap;
  private final int most;

  HostRule(ScheduleConfig config) {
    this.gap = config.hostGap().toMillis();
    this.most = config.hostInFlight();
  }

  /** What the rule says. */
  sealed interface Decision {
    /** Ask. */
    record Go() implements Decision {}

    /** Look again at that moment, or when something is answered. */
    record Wait(long until) implements Decision {}
  }

  Decision decide(HostState host, long now) {
    if (host.notBefore() > now) {
      return new Decision.Wait(host.notBefore());
    }
    HostState current = host.at(now);
    if (current.inFlight().size() >= most) {
      return new Decision.Wait(Collections.min(current.inFlight().values()));
    }
    if (host.lastRequest() > 0 && host.lastRequest() + gap > now) {
      return new Decision.Wait(host.lastRequest() + gap);
    }
    return new Decision.Go();
  }

  /** From when on nothing that was asked of the host, or that it refused, matters any more. */
  long idleFrom(HostState host) {
    long rested = host.lastRequest() > 0 ? host.lastRequest() + gap : 0;
    long latest = Math.max(host.notBefore(), rested);
    for (long deadline : host.inFlight().values()) {
      latest = Math.max(latest, deadline);
    }
    return latest;
  }
}
