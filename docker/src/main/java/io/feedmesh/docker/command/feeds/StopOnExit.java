package io.feedmesh.docker.command.feeds;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Lets work finish its last line when the process is told to end; waits at most 3 s. */
final class StopOnExit {
  private final CountDownLatch finished = new CountDownLatch(1);
  private final Thread hook;

  StopOnExit(Runnable stop) {
    hook = new Thread(() -> run(stop), "replay-stop");
    Runtime.getRuntime().addShutdownHook(hook);
  }

  private void run(Runnable stop) {
    stop.run();
    try {
      var unused = finished.await(3, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Call it when the work has ended. */
  void end() {
    finished.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // the process is ending already, and the hook has run
    }
  }
}
