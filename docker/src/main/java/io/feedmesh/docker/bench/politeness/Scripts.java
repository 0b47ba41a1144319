package io.feedmesh.docker.bench.politeness;

import io.feedmesh.docker.bench.politeness.script.Accepting;
import io.feedmesh.docker.bench.politeness.script.Answer.Flow;
import io.feedmesh.docker.bench.politeness.script.Body;
import io.feedmesh.docker.bench.politeness.script.Bomb;
import io.feedmesh.docker.bench.politeness.script.Burst;
import io.feedmesh.docker.bench.politeness.script.Coding;
import io.feedmesh.docker.bench.politeness.script.Control;
import io.feedmesh.docker.bench.politeness.script.Flapping;
import io.feedmesh.docker.bench.politeness.script.Fresh;
import io.feedmesh.docker.bench.politeness.script.Gone;
import io.feedmesh.docker.bench.politeness.script.Lying;
import io.feedmesh.docker.bench.politeness.script.Moved;
import io.feedmesh.docker.bench.politeness.script.PrivateRedirect;
import io.feedmesh.docker.bench.politeness.script.Rebinding;
import io.feedmesh.docker.bench.politeness.script.RedirectLoop;
import io.feedmesh.docker.bench.politeness.script.RetryAfter;
import io.feedmesh.docker.bench.politeness.script.Script;
import io.feedmesh.docker.bench.politeness.script.SkipHours;
import io.feedmesh.docker.bench.politeness.script.Tracking;
import io.feedmesh.docker.bench.politeness.script.Unasked;
import io.feedmesh.docker.bench.politeness.script.Versions;
import java.util.List;

/** All scripted hosts, in the order of the score sheet. */
final class Scripts {
  static final List<Script> ALL =
      List.of(
          new Control(),
          new Accepting(),
          new Tracking(),
          new RetryAfter(429, false),
          new RetryAfter(429, true),
          new RetryAfter(503, false),
          new RetryAfter(503, true),
          Fresh.maxAge(),
          Fresh.ttl(),
          new SkipHours(),
          new Moved(),
          new Flapping(),
          new Gone(),
          new Burst(),
          Versions.odd(),
          Versions.weak(),
          new Lying(),
          new Unasked(),
          Coding.gzip(),
          Coding.brotli(),
          new Body(Flow.SLOW),
          new Body(Flow.ENDLESS),
          new Bomb(),
          new RedirectLoop(),
          new PrivateRedirect(),
          new Rebinding());

  private Scripts() {}
}
