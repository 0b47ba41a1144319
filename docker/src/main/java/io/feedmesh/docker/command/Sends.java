package io.feedmesh.docker.command;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.RecordMetadata;

/** Records under way, of which none may be lost unsaid. Not for several threads. */
public final class Sends {
  private final Duration patience;
  private final List<CompletableFuture<RecordMetadata>> sends = new ArrayList<>();

  /** Waits at most so long for each acknowledgement. */
  public Sends(Duration patience) {
    this.patience = patience;
  }

  /** One more. */
  public void add(CompletableFuture<RecordMetadata> send) {
    sends.add(send);
  }

  /**
   * Waits for all acknowledgements.
   *
   * @throws CommandException if any record was not stored, with how many and why the first was not
   */
  public void await() {
    int failed = 0;
    Throwable why = null;
    for (CompletableFuture<RecordMetadata> send : sends) {
      Throwable failure = failure(send);
      if (failure != null) {
        failed++;
        why = why == null ? failure : why;
      }
    }
    if (failed > 0) {
      throw new CommandException(
          failed + " of " + sends.size() + " records were not stored, try again: " + why, why);
    }
  }

  private Throwable failure(CompletableFuture<RecordMetadata> send) {
    try {
      var unused = send.get(patience.toMillis(), TimeUnit.MILLISECONDS);
      return null;
    } catch (ExecutionException e) {
      return e.getCause();
    } catch (TimeoutException e) {
      return e;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandException("interrupted while records were being stored", e);
    }
  }
}
