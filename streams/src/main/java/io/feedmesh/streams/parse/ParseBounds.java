package io.feedmesh.streams.parse;

import java.time.Duration;

/**
 * What a document may be at most. Each bound has its own reject reason, and all of them are checked
 * in one linear pass before a parser sees the document.
 *
 * @param documentBytes bytes of the document
 * @param depth elements or JSON values within each other
 * @param entries items or entries
 * @param attributes attributes of one element
 * @param attributeLength characters of one attribute's value
 * @param nameLength characters of an element's or attribute's name
 * @param time how long one parse may take
 */
public record ParseBounds(
    int documentBytes,
    int depth,
    int entries,
    int attributes,
    int attributeLength,
    int nameLength,
    Duration time) {

  /** 16 MiB, 200 deep, 10,000 entries, 200 attributes of 1 MiB, names of 256, 10 seconds. */
  public static final ParseBounds DEFAULT =
      new ParseBounds(16 * 1024 * 1024, 200, 10_000, 200, 1024 * 1024, 256, Duration.ofSeconds(10));

  /** Checks that each bound is positive. */
  public ParseBounds {
    positive(documentBytes, "documentBytes");
    positive(depth, "depth");
    positive(entries, "entries");
    positive(attributes, "attributes");
    positive(attributeLength, "attributeLength");
    positive(nameLength, "nameLength");
    if (time.isNegative() || time.isZero()) {
      throw new IllegalArgumentException("time must be more than 0, but is " + time);
    }
  }

  private static void positive(int value, String name) {
    if (value <= 0) {
      throw new IllegalArgumentException(name + " must be more than 0, but is " + value);
    }
  }
}
