package io.feedmesh.docker.command;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import picocli.CommandLine;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/**
 * Values of options that no flag gave: of the environment ({@code FEEDMESH_TOPIC_PREFIX} for {@code
 * --topic-prefix}), else of the file named by {@code --config} or {@code FEEDMESH_CONFIG}. An empty
 * variable counts as none.
 */
final class ConfigDefaults implements IDefaultValueProvider {
  private static final Set<String> FLAGS_ONLY = Set.of("help", "version", "config");

  private final Map<String, String> environment;

  ConfigDefaults(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  @Override
  public String defaultValue(ArgSpec arg) {
    if (!(arg instanceof OptionSpec option)) {
      return null;
    }
    String key = key(option);
    Optional<String> fromEnvironment = variable(key);
    if (FLAGS_ONLY.contains(key)) {
      return key.equals("config") ? fromEnvironment.orElse(null) : null;
    }
    Optional<ConfigFile> file = file(option);
    return fromEnvironment.or(() -> file.flatMap(f -> f.value(key))).orElse(null);
  }

  /** Where a value came from, as the end of a message; empty if it came from a flag. */
  String source(ArgSpec arg, Object value) {
    if (!(arg instanceof OptionSpec option) || FLAGS_ONLY.contains(key(option))) {
      return "";
    }
    if (variable(key(option)).filter(v -> v.equals(value)).isPresent()) {
      return " (from the environment's " + variableName(key(option)) + ")";
    }
    boolean inFile =
        file(option).flatMap(f -> f.value(key(option))).filter(v -> v.equals(value)).isPresent();
    return inFile ? " (from '" + key(option) + "' in " + config(option).orElseThrow() + ")" : "";
  }

  private Optional<ConfigFile> file(OptionSpec option) {
    Optional<Path> path = config(option);
    if (path.isEmpty() || helpAsked(option)) {
      return Optional.empty();
    }
    try {
      ConfigFile file = ConfigFile.read(path.get());
      file.checkKeys(keys(option.command()));
      return Optional.of(file);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(option.command().commandLine(), e.getMessage(), e);
    }
  }

  /** Whoever asks for help may have to learn from it what is wrong with the file. */
  private static boolean helpAsked(OptionSpec option) {
    OptionSpec help = option.command().findOption("--help");
    return help != null && Boolean.TRUE.equals(help.getValue());
  }

  private Optional<Path> config(OptionSpec option) {
    OptionSpec config = option.command().findOption("--config");
    if (config == null) {
      return Optional.empty();
    }
    Path flag = config.getValue();
    return Optional.ofNullable(flag).or(() -> variable("config").map(Path::of));
  }

  private Optional<String> variable(String key) {
    return Optional.ofNullable(environment.get(variableName(key))).filter(v -> !v.isBlank());
  }

  private static String variableName(String key) {
    return "FEEDMESH_" + key.replace('-', '_').toUpperCase(Locale.ROOT);
  }

  private static String key(OptionSpec option) {
    return option.longestName().replaceFirst("^-+", "");
  }

  /** The long names of all options of all commands: one file serves them all. */
  private static Set<String> keys(CommandSpec spec) {
    Set<String> keys = new TreeSet<>();
    collect(spec.root().commandLine(), keys);
    keys.removeAll(FLAGS_ONLY);
    return keys;
  }

  private static void collect(CommandLine line, Set<String> keys) {
    line.getCommandSpec().options().forEach(option -> keys.add(key(option)));
    line.getSubcommands().values().forEach(sub -> collect(sub, keys));
  }
}
