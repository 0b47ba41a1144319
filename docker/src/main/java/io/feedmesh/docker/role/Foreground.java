package io.feedmesh.docker.role;

import io.feedmesh.consumers.spool.SpoolInUseException;
import io.feedmesh.docker.broker.FolderInUseException;
import io.feedmesh.docker.command.CommandException;
import io.feedmesh.docker.command.CommonOptions;
import io.feedmesh.docker.process.Lifetime;
import io.feedmesh.docker.process.StoppedException;
import io.feedmesh.schemas.http.PortInUseException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.apache.kafka.common.errors.InterruptException;

/** Keeps a process going until it is asked to stop, or until one of its parts fails. */
public final class Foreground {
  private Foreground() {}

  /**
   * Starts, waits, and closes, all in this thread: after SIGINT, SIGTERM or an interrupt as well as
   * after a failure.
   *
   * @param parts closed at the end, also where starting failed
   * @param start starts them; gives what completes with the bug that stops one of them
   * @return 0, having been asked to stop
   * @throws CommandException if they cannot start for a reason of the user's, or a part has failed
   */
  public static int run(
      CommonOptions options, AutoCloseable parts, Supplier<CompletableFuture<Throwable>> start) {
    try (Lifetime lifetime = new Lifetime()) {
      Optional<Throwable> failure = Optional.empty();
      try {
        failure = lifetime.await(start.get());
        say(options, "stopping …");
      } catch (StoppedException | InterruptException e) {
        say(options, "stopping …");
      } catch (RuntimeException e) {
        if (!lifetime.stopping()) {
          throw forPeople(e);
        }
        say(options, "stopping …");
      } finally {
        close(parts);
      }
      if (failure.isPresent()) {
        throw new CommandException(
            "a part has failed, so the process ends: " + failure.get(), failure.get());
      }
      say(options, "stopped");
      return 0;
    }
  }

  /** Prints a line at once. */
  public static void say(CommonOptions options, String line) {
    options.out().println(line);
    options.out().flush();
  }

  /** What the user can do something about says so in its message already. */
  private static RuntimeException forPeople(RuntimeException e) {
    boolean says =
        e instanceof PortInUseException
            || e instanceof FolderInUseException
            || e instanceof SpoolInUseException
            || e instanceof IllegalArgumentException
            || e instanceof UncheckedIOException;
    return says ? new CommandException(e.getMessage(), e) : e;
  }

  private static void close(AutoCloseable parts) {
    try {
      parts.close();
    } catch (Exception e) {
      throw new IllegalStateException("not everything stopped cleanly: " + e.getMessage(), e);
    }
  }
}
