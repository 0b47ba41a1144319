package io.feedmesh.schemas.http;

/** A port that the process should listen on is taken. */
public final class PortInUseException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  /** Says which, and what to do. */
  public PortInUseException(int port, Throwable cause) {
    this(port, "--port", cause);
  }

  /** The same where another option chooses the port. */
  public PortInUseException(int port, String option, Throwable cause) {
    super(
        "port "
            + port
            + " is in use by another process: stop that one, or choose another port with "
            + option,
        cause);
  }
}
