package io.feedmesh.docker.command;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import picocli.CommandLine;

/** Runs commands as a shell would, with what they print caught. */
public final class Cli {
  private Cli() {}

  /** What a command left behind. */
  public record Result(int exit, String out, String err) {}

  /** Runs a prepared command line. */
  public static Result run(CommandLine line, String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    line.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    int exit = line.execute(args);
    return new Result(exit, out.toString(), err.toString());
  }

  /** Runs one command with the given subcommand below a top one. */
  static Result run(Object subcommand, Map<String, String> environment, String... args) {
    CommandLine top = new CommandLine(new Top());
    top.addSubcommand(subcommand);
    return run(CommandLines.prepare(top, environment), args);
  }

  @CommandLine.Command(name = "feedmesh")
  static final class Top {}
}
