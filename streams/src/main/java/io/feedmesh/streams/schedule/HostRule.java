package io.feedmesh.streams.schedule;

import java.util.Collections;

/**
 * Whether a host may be asked now: not before it allows it, few requests at once, and a gap between
 * them: the configured one or its Crawl-delay, doubled with each refusal and halved with each hour
 * without one. Pure; safe for use by several threads.
 */
final class HostRule {
  private final ScheduleConfig config;

  HostRule(ScheduleConfig config) {
    this.config = config;
  }

  /** What the rule says. */
  sealed interface Decision {
    /** Ask. */
    record Go() implements Decision {}

    /** Look again at that moment, or when something is answered. */
    record Wait(long until) implements Decision {}
  }

  Decision decide(String name, HostState host, long now) {
    HostWish wish = host.wish();
    if (wish.notBefore() > now) {
      return new Decision.Wait(wish.notBefore());
    }
    ScheduleConfig bounds = config.at(name);
    HostState current = host.at(now);
    if (current.inFlight().size() >= bounds.hostInFlight()) {
      return new Decision.Wait(Collections.min(current.inFlight().values()));
    }
    long gap = wish.gap(bounds.hostGap().toMillis(), now);
    if (host.lastRequest() > 0 && host.lastRequest() + gap > now) {
      return new Decision.Wait(host.lastRequest() + gap);
    }
    return new Decision.Go();
  }

  /** From when on nothing that was asked of the host, or that it refused, matters any more. */
  long idleFrom(String name, HostState host) {
    long last = host.lastRequest();
    long gap = host.wish().gap(config.at(name).hostGap().toMillis(), last);
    long latest = Math.max(host.wish().overFrom(), last > 0 ? last + gap : 0);
    for (long deadline : host.inFlight().values()) {
      latest = Math.max(latest, deadline);
    }
    return latest;
  }
}
