package io.feedmesh.streams.parse;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Arrays;

/**
 * What Jazzer calls with ever new bytes: the first says what is done with the others. Whatever they
 * are, nothing is thrown, and the same bytes are read as the same entries again. How to run it is
 * in CONTRIBUTING.md.
 */
public final class ParserFuzzTarget {
  private static final FeedParser PARSER = new FeedParser(ParseBounds.DEFAULT);
  private static final String[] TYPES = {
    null, "text/xml; charset=utf-16", "application/json", "text/html; charset=koi8-r", "x;charset="
  };

  private ParserFuzzTarget() {}

  /** One try. */
  public static void fuzzerTestOneInput(byte[] data) {
    if (data.length == 0) {
      return;
    }
    byte[] rest = Arrays.copyOfRange(data, 1, data.length);
    int choice = data[0] & 0x7;
    if (choice == 7) {
      FeedDates.parse(new String(rest, ISO_8859_1));
    } else if (choice == 6) {
      Decoder.decode(rest, new String(rest, 0, Math.min(60, rest.length), ISO_8859_1));
    } else {
      ParseRequest request = new ParseRequest(rest, Parsing.URL, TYPES[choice % TYPES.length]);
      ParseOutcome outcome = PARSER.parse(request);
      if (!outcome.equals(PARSER.parse(request))) {
        throw new IllegalStateException("read in two ways");
      }
    }
  }
}
