package io.feedmesh.docker.process;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * The life of a process that runs until it is asked to stop: by SIGINT or SIGTERM, which reach the
 * thread that made this as an interrupt, or by an interrupt alone, as in tests. The process does
 * not end before {@link #close}, so that everything in between can close in order. For one thread.
 */
public final class Lifetime implements AutoCloseable {
  private static final long GRACE_SECONDS = 15;

  private final Thread owner = Thread.currentThread();
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile boolean stopping;
  private final Thread hook = new Thread(this::signalled, "stop");

  /** From now on, being asked to stop means an interrupt of this thread. */
  public Lifetime() {
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /**
   * Waits until the process is asked to stop, or until something that it lives for has failed.
   *
   * @return the failure; empty if asked to stop
   */
  public Optional<Throwable> await(CompletableFuture<Throwable> failed) {
    try {
      return Optional.of(failed.get());
    } catch (InterruptedException e) {
      return Optional.empty(); // this is how we are asked to stop
    } catch (ExecutionException e) {
      return Optional.of(e.getCause());
    }
  }

  /** Whether a signal has asked the process to stop; what fails from then on is no news. */
  public boolean stopping() {
    return stopping;
  }

  /** Lets the process end. */
  @Override
  public void close() {
    closed.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // it is ending, which is what the hook was for
      return;
    }
  }

  private void signalled() {
    stopping = true;
    owner.interrupt();
    try {
      boolean unused = closed.await(GRACE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
