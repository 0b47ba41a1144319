package io.feedmesh.docker.command;

import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** One line on stderr for each error; stack traces with {@code --verbose} only. */
final class ErrorMessages implements IParameterExceptionHandler, IExecutionExceptionHandler {
  private final ConfigDefaults defaults;

  ErrorMessages(ConfigDefaults defaults) {
    this.defaults = defaults;
  }

  /** Of what was asked for: exit code 2. */
  @Override
  public int handleParseException(ParameterException e, String[] args) {
    CommandLine line = e.getCommandLine();
    PrintWriter err = line.getErr();
    String from = e.getArgSpec() == null ? "" : defaults.source(e.getArgSpec(), e.getValue());
    err.println("feedmesh: " + message(e) + from);
    UnmatchedArgumentException.printSuggestions(e, err);
    err.println("Try '" + line.getCommandSpec().qualifiedName() + " --help'");
    traceIfVerbose(line, e);
    return ExitCode.USAGE;
  }

  /** Of doing it: exit code 1. */
  @Override
  public int handleExecutionException(Exception e, CommandLine line, ParseResult parsed) {
    Throwable failure = e instanceof ExecutionException && e.getCause() != null ? e.getCause() : e;
    String hint =
        failure instanceof CommandException || verbose(line) ? "" : " (--verbose shows more)";
    line.getErr().println("feedmesh: " + message(failure) + hint);
    traceIfVerbose(line, failure);
    return ExitCode.SOFTWARE;
  }

  /** The first line of it, with the type where the message alone says little. */
  private static String message(Throwable e) {
    Optional<String> file = FileProblem.known(e);
    if (file.isPresent()) {
      return file.get();
    }
    String text = e.getMessage() == null ? "" : e.getMessage().strip();
    if (text.isEmpty()) {
      return "unexpected " + e.getClass().getSimpleName();
    }
    String line = text.lines().findFirst().orElseThrow();
    boolean forPeople = e instanceof CommandException || e instanceof ParameterException;
    return forPeople ? line : e.getClass().getSimpleName() + ": " + line;
  }

  private static void traceIfVerbose(CommandLine line, Throwable e) {
    if (verbose(line)) {
      e.printStackTrace(line.getErr());
    }
  }

  private static boolean verbose(CommandLine line) {
    OptionSpec option = line.getCommandSpec().findOption("--verbose");
    return option != null && Boolean.TRUE.equals(option.getValue());
  }
}
