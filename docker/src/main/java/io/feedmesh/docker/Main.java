package io.feedmesh.docker;

import io.feedmesh.docker.bench.BenchCommand;
import io.feedmesh.docker.command.CommandLines;
import io.feedmesh.docker.role.BrokerCommand;
import io.feedmesh.docker.role.EdgeCommand;
import io.feedmesh.docker.role.FetcherCommand;
import io.feedmesh.docker.role.ReceiverCommand;
import io.feedmesh.docker.role.StreamsCommand;
import io.feedmesh.docker.up.UpCommand;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The {@code feedmesh} command: one subcommand for each role and task. */
@Command(
    name = "feedmesh",
    subcommands = {
      UpCommand.class,
      BrokerCommand.class,
      ReceiverCommand.class,
      FetcherCommand.class,
      StreamsCommand.class,
      EdgeCommand.class,
      BenchCommand.class,
      HelpCommand.class
    },
    description = "A content distribution network for syndication feeds on Apache Kafka.",
    footer = {
      "",
      "Start here:",
      "  feedmesh up --demo     everything in one process, with simulated blogs",
      "  feedmesh status        what runs, and how far it is",
      "",
      "Every option can also come from the environment (FEEDMESH_BOOTSTRAP_SERVERS) and from",
      "a properties file (--config); a flag wins over the environment, that over the file."
    })
public final class Main implements Runnable {
  @Spec private CommandSpec spec;

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
    return CommandLines.prepare(new CommandLine(new Main()), environment);
  }

  @Override
  public void run() {
    throw CommandLines.commandExpected(spec);
  }
}
