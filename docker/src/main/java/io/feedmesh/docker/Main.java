package io.feedmesh.docker;

import io.feedmesh.docker.command.CommandLines;
import java.util.Map;
import picocli.CommandLine;

/** Starts the {@code feedmesh} command. */
public final class Main {
  private Main() {}

  /** Runs one command and ends the process with its exit code: 0 well, 1 failed, 2 misused. */
  public static void main(String... args) {
    System.exit(commandLine().execute(args));
  }

  /** The whole command under this process's environment. */
  public static CommandLine commandLine() {
    return commandLine(System.getenv());
  }

  /** The whole command under the given environment variables. */
  public static CommandLine commandLine(Map<String, String> environment) {
    return CommandLines.prepare(new CommandLine(new FeedmeshCommand()), environment);
  }
}
