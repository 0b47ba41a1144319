package io.feedmesh.streams.app;

import org.apache.kafka.common.errors.InvalidPidMappingException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.common.errors.OutOfOrderSequenceException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.UnknownServerException;
import org.apache.kafka.streams.errors.TaskCorruptedException;
import org.apache.kafka.streams.errors.TaskMigratedException;

/** Tells trouble with the cluster, which passes, from bugs, which do not. */
final class Failures {
  private static final int MAX_DEPTH = 20;

  private Failures() {}

  /** Whether a fresh stream thread may succeed where this one failed. */
  static boolean passes(Throwable failure) {
    Throwable cause = failure;
    for (int depth = 0; cause != null && depth < MAX_DEPTH; depth++) {
      if (isPassing(cause)) {
        return true;
      }
      cause = cause.getCause();
    }
    return false;
  }

  private static boolean isPassing(Throwable cause) {
    return cause instanceof RetriableException
        || cause instanceof UnknownServerException
        || cause instanceof TaskMigratedException
        || cause instanceof TaskCorruptedException
        || cause instanceof ProducerFencedException
        || cause instanceof InvalidProducerEpochException
        || cause instanceof InvalidPidMappingException
        // of a transaction that was aborted because it took too long, as when a broker died:
        || cause instanceof InvalidTxnStateException
        || cause instanceof OutOfOrderSequenceException;
  }
}
