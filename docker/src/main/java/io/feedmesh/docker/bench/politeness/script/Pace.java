package io.feedmesh.docker.bench.politeness.script;

import java.time.Duration;

/**
 * How fast the rules are played, so that they can be seen within a minute or within an hour.
 *
 * @param retryAfter how long the origin wants to be left alone after a 429
 * @param fresh how long its answers stay fresh
 * @param gap the pause between two requests to a host that is expected
 * @param believe how long a permanent redirect is doubted; zero where that is not known
 * @param patience how long a slow body may be waited for
 */
public record Pace(
    Duration retryAfter, Duration fresh, Duration gap, Duration believe, Duration patience) {}
