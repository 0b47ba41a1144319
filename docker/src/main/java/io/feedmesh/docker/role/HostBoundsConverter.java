package io.feedmesh.docker.role;

import io.feedmesh.docker.command.DurationConverter;
import io.feedmesh.streams.schedule.HostBounds;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code HOST:KEY=VALUE,…} for picocli. */
final class HostBoundsConverter implements ITypeConverter<HostBounds> {
  private static final String EXPECTED =
      "expected HOST:min-interval=D,max-interval=D,gap=D,in-flight=N with one of them or more";

  @Override
  public HostBounds convert(String text) {
    int colon = text.indexOf(':');
    if (colon < 1 || colon == text.length() - 1) {
      throw new TypeConversionException(EXPECTED + ", found " + text);
    }
    Map<String, String> values = new TreeMap<>();
    for (String part : text.substring(colon + 1).split(",", -1)) {
      String[] sides = part.split("=", 2);
      if (sides.length < 2) {
        throw new TypeConversionException(EXPECTED + ", found " + part);
      }
      values.put(sides[0].strip(), sides[1].strip());
    }
    try {
      HostBounds bounds =
          new HostBounds(
              text.substring(0, colon).strip(),
              duration(values.remove("min-interval")),
              duration(values.remove("max-interval")),
              duration(values.remove("gap")),
              Optional.ofNullable(values.remove("in-flight")).map(Integer::valueOf));
      if (!values.isEmpty()) {
        throw new TypeConversionException(EXPECTED + ", found " + values.keySet());
      }
      return bounds;
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(EXPECTED + ": " + e.getMessage());
    }
  }

  private static Optional<Duration> duration(String text) {
    return Optional.ofNullable(text).map(new DurationConverter()::convert);
  }
}
