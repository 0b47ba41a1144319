package io.feedmesh.streams.query;

import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.Query;

/**
 * What somebody looks for, in Lucene's classic syntax: words of title, text and categories, all of
 * which have to be there, or fields of {@link EntryField}, {@code "phrases"}, {@code OR}, {@code
 * NOT}, brackets, {@code word*}. Immutable, safe for use by several threads.
 */
public final class EntryQuery {
  /** Characters of a query. */
  public static final int MAX_LENGTH = 2_000;

  /** Finds every entry. */
  public static final EntryQuery EVERYTHING = new EntryQuery("", new MatchAllDocsQuery());

  private final String text;
  private final Query query;

  EntryQuery(String text, Query query) {
    this.text = text;
    this.query = query;
  }

  /** Whether it is a query. */
  public sealed interface Parsed {
    /** It is. */
    record Accepted(EntryQuery query) implements Parsed {}

    /**
     * It is not, or would cost too much.
     *
     * @param position of the first character that is not as expected, from 0
     * @param reason what was expected and found, and what to do
     */
    record Refused(int position, String reason) implements Parsed {}
  }

  /** Reads a query, with work bounded by its length. */
  public static Parsed parse(String text) {
    return QueryReader.read(text);
  }

  /** As it was given. */
  public String text() {
    return text;
  }

  Query query() {
    return query;
  }

  /** The language, for people: its fields and what they are, line by line. */
  public static String help() {
    StringBuilder help = new StringBuilder();
    for (EntryField field : EntryField.values()) {
      help.append("%-10s %s%n".formatted(field.label(), field.explanation()));
    }
    return help.toString();
  }

  @Override
  public String toString() {
    return text;
  }
}
