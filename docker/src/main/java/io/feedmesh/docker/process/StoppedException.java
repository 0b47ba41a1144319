package io.feedmesh.docker.process;

/** The process was asked to stop while it started; all that had been started is closed. */
public final class StoppedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** With the interrupt that said so. */
  public StoppedException(InterruptedException cause) {
    super("asked to stop while starting", cause);
  }
}
