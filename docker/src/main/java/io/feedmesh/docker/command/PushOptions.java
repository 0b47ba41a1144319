package io.feedmesh.docker.command;

import io.feedmesh.schemas.push.PushKeys;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Options of every command that makes or checks callbacks and tokens; a picocli mixin. */
public final class PushOptions {
  @Option(
      names = "--push-key",
      paramLabel = "KEY",
      description = {
        "Secret of at least 16 characters, the same for fetchers and receivers: callbacks of hubs and"
            + " tokens are made and checked with it.",
        "Better in FEEDMESH_PUSH_KEY or the --config file than here, where others see it."
      })
  private String key;

  /**
   * What is made with the key; empty without one.
   *
   * @throws IllegalArgumentException if it is too short
   */
  public Optional<PushKeys> keys() {
    return key == null || key.isEmpty() ? Optional.empty() : Optional.of(PushKeys.of(key));
  }
}
