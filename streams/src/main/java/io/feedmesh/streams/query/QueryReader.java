package io.feedmesh.streams.query;

import io.feedmesh.streams.query.EntryQuery.Parsed;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.lucene.queryparser.classic.ParseException;
import org.apache.lucene.queryparser.classic.Token;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.Query;

/** Reads queries, and says what is wrong with one and where. Safe for use by several threads. */
final class QueryReader {
  private static final int MAX_DEPTH = 20;
  private static final Pattern COLUMN = Pattern.compile("column (\\d+)");

  private QueryReader() {}

  static Parsed read(String text) {
    if (text == null || text.isBlank()) {
      return new Parsed.Refused(0, "expected a query, found nothing");
    }
    if (text.length() > EntryQuery.MAX_LENGTH) {
      return new Parsed.Refused(
          EntryQuery.MAX_LENGTH,
          "expected at most %d characters, found %d"
              .formatted(EntryQuery.MAX_LENGTH, text.length()));
    }
    int deep = firstTooDeep(text);
    if (deep >= 0) {
      return new Parsed.Refused(deep, "expected at most " + MAX_DEPTH + " brackets in each other");
    }
    try {
      Query query = new EntryQueryParser().parse(text);
      return query instanceof MatchNoDocsQuery || query.toString().isEmpty()
          ? new Parsed.Refused(0, "expected a word to look for, found none")
          : new Parsed.Accepted(new EntryQuery(text, query));
    } catch (QueryRefusedException e) {
      return new Parsed.Refused(e.position(text), e.getMessage());
    } catch (ParseException e) {
      return unexpected(text, e);
    } catch (IllegalArgumentException e) {
      return new Parsed.Refused(0, "cannot be understood: " + e.getMessage());
    }
  }

  private static Parsed.Refused unexpected(String text, ParseException e) {
    int position = position(e, text.length());
    if (text.startsWith("/", position) || e.getMessage().contains("\"/")) {
      return new Parsed.Refused(
          position,
          "'/' begins a regular expression, which is not possible: put addresses in quotes");
    }
    String found =
        position >= text.length()
            ? "the end: a quote or bracket is open, or a word is missing"
            : "'" + text.charAt(position) + "': put '\\' before it, or the words in quotes";
    return new Parsed.Refused(position, "expected a word, a phrase or a bracket, found " + found);
  }

  private static int position(ParseException e, int end) {
    Token before =
        e.getCause() instanceof ParseException cause ? cause.currentToken : e.currentToken;
    if (before != null && before.next != null) {
      return Math.min(end, before.next.beginColumn);
    }
    Matcher column = COLUMN.matcher(e.getMessage());
    return column.find() ? Math.min(end, Integer.parseInt(column.group(1))) : 0;
  }

  /** Counts quoted and escaped brackets, too: nobody needs that many. */
  private static int firstTooDeep(String text) {
    int depth = 0;
    for (int i = 0; i < text.length(); i++) {
      depth += text.charAt(i) == '(' ? 1 : text.charAt(i) == ')' ? -1 : 0;
      if (depth > MAX_DEPTH) {
        return i;
      }
    }
    return -1;
  }
}
