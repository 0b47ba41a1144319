package io.feedmesh.docker.command.feeds;

import java.io.PrintWriter;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** One line that says how many entries were written, every second and at the end. */
final class ReplayProgress {
  private final LongSupplier entries;
  private final PrintWriter err;
  private final ScheduledExecutorService timer;

  ReplayProgress(LongSupplier entries, PrintWriter err, boolean shown) {
    this.entries = entries;
    this.err = err;
    this.timer = shown ? Executors.newSingleThreadScheduledExecutor(this::daemon) : null;
    if (shown) {
      var unused = timer.scheduleWithFixedDelay(() -> print("\r"), 1, 1, TimeUnit.SECONDS);
    }
  }

  private Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "replay-progress");
    thread.setDaemon(true);
    return thread;
  }

  private void print(String end) {
    err.print("replayed " + entries.getAsLong() + " entries" + end);
    err.flush();
  }

  void end() {
    if (timer != null) {
      timer.shutdownNow();
      print(System.lineSeparator());
    }
  }
}
