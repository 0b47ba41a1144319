package io.feedmesh.docker.command;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;

/**
 * A properties file (UTF-8): long names of options without their dashes, and {@code kafka.*}
 * properties for every Kafka client. Immutable.
 */
final class ConfigFile {
  private static final String KAFKA = "kafka.";

  private final Path path;
  private final Map<String, String> values;

  private ConfigFile(Path path, Map<String, String> values) {
    this.path = path;
    this.values = values;
  }

  /**
   * Reads one.
   *
   * @throws IllegalArgumentException if it cannot be read; the message names it
   */
  static ConfigFile read(Path path) {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(path, StandardCharsets.UTF_8)) {
      properties.load(reader);
    } catch (IOException | IllegalArgumentException e) {
      String problem =
          Files.exists(path) ? "cannot read the configuration file " : "no configuration file ";
      throw new IllegalArgumentException(problem + path + because(path, e), e);
    }
    Map<String, String> values = new TreeMap<>();
    properties.forEach((key, value) -> values.put(key.toString(), value.toString().strip()));
    return new ConfigFile(path, values);
  }

  private static String because(Path path, Exception e) {
    if (!Files.exists(path)) {
      return ": check --config";
    }
    return ": it should be a properties file in UTF-8: " + e.getMessage();
  }

  /**
   * Refuses keys that no option has.
   *
   * @throws IllegalArgumentException naming the first such key
   */
  void checkKeys(Set<String> known) {
    for (String key : values.keySet()) {
      if (!key.startsWith(KAFKA) && !known.contains(key)) {
        throw new IllegalArgumentException(
            "unknown key '"
                + key
                + "' in "
                + path
                + ": expected the long name of an option without its dashes, or kafka.*");
      }
    }
  }

  /** The value of a key. */
  Optional<String> value(String key) {
    return Optional.ofNullable(values.get(key));
  }

  /** What goes to every Kafka client, without the {@code kafka.} in front. */
  Map<String, String> kafkaProperties() {
    Map<String, String> properties = new TreeMap<>();
    values.forEach(
        (key, value) -> {
          if (key.startsWith(KAFKA)) {
            properties.put(key.substring(KAFKA.length()), value);
          }
        });
    return properties;
  }
}
