package io.feedmesh.docker.bench.politeness.script;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * A request that waits for its answer. Immutable.
 *
 * @param at when it came
 * @param path without query
 * @param fields by name in lower case
 * @param before all earlier visits to the same host
 * @param pace of this run
 * @param hosts the start of the addresses of a script's host, by the script's name
 */
public record Ask(
    Instant at,
    String path,
    Map<String, String> fields,
    List<Visit> before,
    Pace pace,
    UnaryOperator<String> hosts) {
  /** A field's value, or null. */
  String field(String name) {
    return fields.get(name.toLowerCase(Locale.ROOT));
  }
}
