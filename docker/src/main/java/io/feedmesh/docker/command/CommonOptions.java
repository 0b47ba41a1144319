package io.feedmesh.docker.command;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Supplier;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Options of every command; a picocli mixin. */
public class CommonOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description =
          "Properties file with defaults: long names of options without their dashes, and kafka.*"
              + " properties for every Kafka client. FEEDMESH_CONFIG names one, too.")
  private Path config;

  @Option(names = "--verbose", description = "Show stack traces of errors.")
  private boolean verbose;

  /** Where results go. */
  public final PrintWriter out() {
    return command.commandLine().getOut();
  }

  /** Where everything else goes. */
  public final PrintWriter err() {
    return command.commandLine().getErr();
  }

  /** Whether stack traces are wanted. */
  public final boolean verbose() {
    return verbose;
  }

  /** An error of whoever typed the command: throw it; exit code 2. */
  public final ParameterException usageError(String message) {
    return new ParameterException(command.commandLine(), message);
  }

  /** Makes something of options; what its constructor refuses is an error of who typed them. */
  public final <T> T checked(Supplier<T> maker) {
    try {
      return maker.get();
    } catch (IllegalArgumentException e) {
      throw new ParameterException(command.commandLine(), e.getMessage(), e);
    }
  }

  /** The {@code kafka.*} properties of the configuration file, without {@code kafka.}. */
  final Map<String, String> kafkaProperties() {
    return config == null ? Map.of() : checked(() -> ConfigFile.read(config).kafkaProperties());
  }
}
