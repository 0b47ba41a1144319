package io.feedmesh.docker.up;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Starts and stops parts that do not wait for each other at the same time. */
final class Together {
  private Together() {}

  /** Runs all; then throws what the first of them threw, if any did. */
  static void run(List<Runnable> parts) {
    ExecutorService threads = Executors.newFixedThreadPool(Math.max(1, parts.size()));
    try {
      List<CompletableFuture<Void>> all = new ArrayList<>();
      parts.forEach(part -> all.add(CompletableFuture.runAsync(part, threads)));
      RuntimeException first = null;
      for (CompletableFuture<Void> one : all) {
        first = join(one, first);
      }
      if (first != null) {
        throw first;
      }
    } finally {
      threads.shutdown();
    }
  }

  private static RuntimeException join(CompletableFuture<Void> part, RuntimeException first) {
    try {
      part.join();
      return first;
    } catch (CompletionException e) {
      RuntimeException failure =
          e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e);
      if (first == null) {
        return failure;
      }
      first.addSuppressed(failure);
      return first;
    }
  }
}
