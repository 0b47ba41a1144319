package io.feedmesh.docker.command;

import io.feedmesh.schemas.url.FeedUrl;
import java.time.Duration;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/** What all commands have in common: defaults, types of options, what is said of errors. */
public final class CommandLines {
  private CommandLines() {}

  /**
   * Sets a command with all of its subcommands up: call it once, after the last subcommand was
   * added.
   *
   * @param environment variables of the environment
   */
  public static CommandLine prepare(CommandLine line, Map<String, String> environment) {
    ConfigDefaults defaults = new ConfigDefaults(environment);
    ErrorMessages errors = new ErrorMessages(defaults);
    addVersion(line.getCommandSpec());
    addHelp(line);
    return line.setDefaultValueProvider(defaults)
        .registerConverter(Duration.class, new DurationConverter())
        .registerConverter(FeedUrl.class, new FeedUrlConverter())
        // Else a flag on the command line would switch off what file or environment switch on.
        .setToggleBooleanFlags(true)
        .setParameterExceptionHandler(errors)
        .setExecutionExceptionHandler(errors)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setUsageHelpAutoWidth(true)
        .setAbbreviatedOptionsAllowed(false);
  }

  /** What a command that only groups others throws when it is run without one of them. */
  public static ParameterException commandExpected(CommandSpec spec) {
    String names = String.join(", ", spec.subcommands().keySet());
    return new ParameterException(spec.commandLine(), "expected a command: one of " + names);
  }

  private static void addVersion(CommandSpec spec) {
    spec.versionProvider(new Version())
        .addOption(
            OptionSpec.builder("-V", "--version")
                .versionHelp(true)
                .arity("0")
                .initialValue(false)
                .description("Print the version.")
                .build());
  }

  private static void addHelp(CommandLine line) {
    if (line.getCommandSpec().findOption("--help") == null) {
      line.getCommandSpec()
          .addOption(
              OptionSpec.builder("-h", "--help")
                  .usageHelp(true)
                  .arity("0")
                  .initialValue(false)
                  .description("Show this help.")
                  .build());
    }
    line.getSubcommands().values().forEach(CommandLines::addHelp);
  }
}
