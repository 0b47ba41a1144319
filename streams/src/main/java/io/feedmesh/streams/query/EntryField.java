package io.feedmesh.streams.query;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What of an entry a query can ask for. */
public enum EntryField {
  /** Words of the title. */
  TITLE("words of the title"),
  /** Words of content and summary. */
  TEXT("words of content and summary, without mark-up"),
  /** Words of the names of its authors. */
  AUTHOR("names of its authors"),
  /** Words of its categories. */
  CATEGORY("its categories, tags, subjects"),
  /** Its page. */
  LINK("its page: a host with all below it, or the whole address in quotes"),
  /** The site that it is of. */
  SITE("host of its page or of the feed that it was taken from, with all below it"),
  /** The feed. */
  FEED("its feed: a host with all below it, or the whole address in quotes"),
  /** Its language. */
  LANG("its language, such as de, which finds de-CH, too"),
  /** Its date. */
  PUBLISHED("its date: a year, month, day, or a range such as [2026-01 TO 2026-03-15], * for open"),
  /** Media types of its files. */
  ENCLOSURE("media type of its files, such as audio or \"audio/mpeg\"");

  private final String explanation;

  EntryField(String explanation) {
    this.explanation = explanation;
  }

  /** As it is written in a query. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What it is, for people. */
  public String explanation() {
    return explanation;
  }

  /** Whether it is a text of words; others are compared as they are. */
  boolean isText() {
    return this == TITLE || this == TEXT || this == AUTHOR || this == CATEGORY;
  }

  static Optional<EntryField> of(String label) {
    return Arrays.stream(values()).filter(field -> field.label().equals(label)).findFirst();
  }

  static String labels() {
    return String.join(", ", Arrays.stream(values()).map(EntryField::label).toList());
  }
}
