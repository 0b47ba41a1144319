package io.feedmesh.docker.command;

/**
 * That a command cannot do what it was asked to: exit code 1, and the message is all that is
 * printed of it. The message says what was expected, what was found, and what to do.
 */
public class CommandException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** With a message for people. */
  public CommandException(String message) {
    super(message);
  }

  /** With a message for people and what led to it, which only {@code --verbose} shows. */
  public CommandException(String message, Throwable cause) {
    super(message, cause);
  }
}
