package io.feedmesh.docker.role;

import java.io.PrintWriter;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;

/** Keeps a process going until it is told to stop, or until one of its parts fails. */
public final class Foreground {
  private Foreground() {}

  /**
   * Starts, waits, and closes: on SIGINT and SIGTERM as well as after a failure.
   *
   * @param parts what is closed at the end
   * @param start starts them, or closes them and throws; gives a future that completes with the bug that stops one of them
   * @return 1 when a part has failed; on a signal the process ends with the signal's own code
   */
  public static int run(
      AutoCloseable parts, Supplier<CompletableFuture<Throwable>> start, PrintWriter out) {
    Thread closer = new Thread(() -> close(parts, out), "close");
    Runtime.getRuntime().addShutdownHook(closer);
    Throwable failure;
    try {
      failure = start.get().get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 1;
    } catch (ExecutionException e) {
      failure = e.getCause();
    } catch (RuntimeException e) {
      Runtime.getRuntime().removeShutdownHook(closer); // what could not start has closed itself
      throw e;
    }
    out.println("a part has failed and the process ends: " + failure);
    out.flush();
    return 1;
  }

  private static void close(AutoCloseable parts, PrintWriter out) {
    try {
      out.println("stopping …");
      out.flush();
      parts.close();
      out.println("stopped");
    } catch (Exception e) {
      out.println("not everything stopped cleanly: " + e);
    }
    out.flush();
  }
}
