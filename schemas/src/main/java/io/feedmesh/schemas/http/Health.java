package io.feedmesh.schemas.http;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Whether a process is well: a set of named checks, each of which says what is wrong, or nothing.
 * Safe for use by several threads.
 */
public final class Health {
  private final Map<String, Supplier<Optional<String>>> checks = new ConcurrentHashMap<>();

  /** Adds a check; it must answer at once. */
  public void check(String name, Supplier<Optional<String>> problem) {
    checks.put(name, problem);
  }

  /** What is wrong, by name of the check; empty if all is well. */
  public Map<String, String> problems() {
    Map<String, String> problems = new TreeMap<>();
    checks.forEach((name, check) -> check.get().ifPresent(text -> problems.put(name, text)));
    return problems;
  }
}
