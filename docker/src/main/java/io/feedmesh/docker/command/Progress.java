package io.feedmesh.docker.command;

import java.io.PrintWriter;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** One line that says how far long work is, every second and at the end. */
public final class Progress {
  private final Supplier<String> line;
  private final PrintWriter err;
  private final ScheduledExecutorService timer;

  /**
   * Begins to tell.
   *
   * @param line how far it is, at most as wide as a terminal; asked on a thread of its own
   * @param err where it is told
   * @param shown whether to tell anything
   */
  public Progress(Supplier<String> line, PrintWriter err, boolean shown) {
    this.line = line;
    this.err = err;
    this.timer = shown ? Executors.newSingleThreadScheduledExecutor(this::daemon) : null;
    if (shown) {
      var unused = timer.scheduleWithFixedDelay(() -> print("\r"), 1, 1, TimeUnit.SECONDS);
    }
  }

  private Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "progress");
    thread.setDaemon(true);
    return thread;
  }

  private void print(String end) {
    err.print(line.get() + end);
    err.flush();
  }

  /** Tells it a last time, and ends the line. */
  public void end() {
    if (timer != null) {
      timer.shutdownNow();
      print(System.lineSeparator());
    }
  }
}
