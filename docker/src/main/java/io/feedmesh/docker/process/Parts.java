package io.feedmesh.docker.process;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The parts of a process, in layers: those of a layer start together and stop together, the layer
 * that started last stops first. Start and close from one thread.
 */
public final class Parts implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Parts.class);
  private static final long START_GRACE_SECONDS = 10;
  private static final long CLOSE_GRACE_SECONDS = 8;

  private final Deque<List<Part>> layers = new ArrayDeque<>();

  /**
   * Starts a layer; returns when all of it works.
   *
   * @throws RuntimeException what the first part that failed threw; all layers are closed then
   * @throws StoppedException if this thread was interrupted; all layers are closed then
   */
  public void start(List<Part> layer) {
    layers.push(List.copyOf(layer));
    ExecutorService threads = threads("start", layer.size());
    boolean started = false;
    try {
      CompletionService<Void> starting = new ExecutorCompletionService<>(threads);
      layer.forEach(part -> starting.submit(part.start(), null));
      for (int i = 0; i < layer.size(); i++) {
        starting.take().get();
      }
      started = true;
    } catch (InterruptedException e) {
      throw new StoppedException(e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException r
          ? r
          : new IllegalStateException("did not start: " + e.getCause(), e);
    } finally {
      threads.shutdownNow();
      if (!started) {
        awaitEnd(threads, START_GRACE_SECONDS);
        close();
      }
    }
  }

  /** Closes all that was started; a part that fails to close is logged, and holds up no other. */
  @Override
  public void close() {
    boolean interrupted = Thread.interrupted(); // the parts have their own time to close in
    while (!layers.isEmpty()) {
      close(layers.pop());
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static void close(List<Part> layer) {
    ExecutorService threads = threads("close", layer.size());
    layer.forEach(part -> threads.execute(() -> close(part)));
    threads.shutdown();
    awaitEnd(threads, CLOSE_GRACE_SECONDS);
  }

  private static void close(Part part) {
    try {
      part.close().close();
    } catch (Exception e) {
      LOG.warn("{} did not close well: {}", part.name(), e.toString(), e);
    }
  }

  private static void awaitEnd(ExecutorService threads, long seconds) {
    boolean interrupted = Thread.interrupted();
    try {
      if (!threads.awaitTermination(seconds, TimeUnit.SECONDS)) {
        LOG.warn("still busy after {} s: going on without", seconds);
      }
    } catch (InterruptedException e) {
      interrupted = true;
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static ExecutorService threads(String doing, int count) {
    return Executors.newFixedThreadPool(
        Math.max(1, count),
        task -> {
          Thread thread = new Thread(task, doing);
          thread.setDaemon(true);
          return thread;
        });
  }
}
