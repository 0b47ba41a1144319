package io.feedmesh.docker.role;

import io.feedmesh.consumers.edge.SubscriberConfig;
import io.feedmesh.consumers.expire.ExpireRules;
import io.feedmesh.consumers.readership.ReaderKeys;
import io.feedmesh.consumers.spool.SpoolConfig;
import io.feedmesh.docker.command.CommandException;
import io.feedmesh.docker.command.FileProblem;
import io.feedmesh.docker.command.SizeConverter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What an edge is called, where its spool is and what that may keep; a picocli mixin. */
final class SubscriberOptions {
  @Option(
      names = {"--name", "--edge-name"},
      paramLabel = "NAME",
      defaultValue = "edge",
      description = "Its name, which is that of its subscriber, too (default: ${DEFAULT-VALUE}).")
  private String name;

  @Option(
      names = "--spool",
      paramLabel = "DIR",
      defaultValue = "data/spool",
      description = "Folder of the spool (default: ./${DEFAULT-VALUE}).")
  private Path spool;

  @Option(
      names = "--edge-lease",
      paramLabel = "D",
      defaultValue = "7d",
      description =
          "How long a feed that nobody asks for any more is kept (default: ${DEFAULT-VALUE}).")
  private Duration lease;

  @Option(
      names = "--spool-size",
      paramLabel = "SIZE",
      converter = SizeConverter.class,
      description =
          "Most that the spool's files may take: the bodies asked for least go first (default: no"
              + " limit).")
  private long spoolSize = Long.MAX_VALUE;

  @Option(
      names = "--expire",
      paramLabel = "FILE",
      description = {
        "When bodies that nobody asks for go, one rule a line: PATTERN MIN DEFAULT MAX, such as"
            + " 'https://example.org/* 1d 30d 60d'. The last that matches an address counts; * is"
            + " any text. A feed asked for once goes cold after DEFAULT, one asked for often later,"
            + " after MAX at most; MIN is kept even where room is needed (default: '* 1h 2d 7d')."
      })
  private Path expire;

  @Option(
      names = "--spool-min-free",
      paramLabel = "SIZE",
      defaultValue = "100MB",
      converter = SizeConverter.class,
      description =
          "What stays free of the spool's disk: the bodies asked for least go first (default:"
              + " ${DEFAULT-VALUE}; 0: none).")
  private long minFree;

  @Option(
      names = "--fsync",
      description = "Wait for the disk with each file: for a spool that must outlive power cuts.")
  private boolean fsync;

  @Option(
      names = "--readership-key",
      paramLabel = "KEY",
      description = {
        "Secret of at least 16 characters, the same for all edges of a mesh: readers are counted under it, so"
            + " that one who uses several edges counts once. Without it each edge makes one at each start.",
        "Better in FEEDMESH_READERSHIP_KEY or the --config file than here, where others see it."
      })
  private String readershipKey;

  String name() {
    return name;
  }

  Path folder() {
    return spool;
  }

  /** Its part in the mesh, with that much memory for bodies. */
  SubscriberConfig config(long memory) {
    return config(Optional.of(spoolConfig(memory)));
  }

  /** The same where another process keeps the spool. */
  SubscriberConfig withoutSpool() {
    return config(Optional.empty());
  }

  SpoolConfig spoolConfig(long memory) {
    return new SpoolConfig(spool, memory, fsync, minFree, spoolSize);
  }

  private SubscriberConfig config(Optional<SpoolConfig> kept) {
    SubscriberConfig defaults = SubscriberConfig.defaults(name, kept);
    return new SubscriberConfig(
        name,
        kept,
        lease,
        expireRules(),
        defaults.readershipInterval(),
        readershipKey == null || readershipKey.isEmpty()
            ? defaults.readerKeys()
            : ReaderKeys.of(readershipKey));
  }

  private ExpireRules expireRules() {
    if (expire == null) {
      return ExpireRules.DEFAULT;
    }
    try {
      return ExpireRules.parse(Files.readString(expire));
    } catch (IOException e) {
      throw new CommandException("--expire " + expire + ": " + FileProblem.text(e), e);
    } catch (IllegalArgumentException e) {
      throw new CommandException("--expire " + expire + ": " + e.getMessage(), e);
    }
  }
}
