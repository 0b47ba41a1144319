package io.feedmesh.consumers.gateway;

import java.util.List;
import java.util.Locale;

/**
 * Which instance manipulations a reader accepts (RFC 3229, section 10.5.3), of those that there are
 * here. Immutable.
 *
 * @param feed whether a document with only what it lacks will do
 * @param gzip whether that may be gzipped after it
 */
record Manipulations(boolean feed, boolean gzip) {
  /** None: those of most requests. */
  static final Manipulations NONE = new Manipulations(false, false);

  /** Reads the values of the A-IM fields. */
  static Manipulations of(List<String> fields) {
    boolean feed = false;
    boolean gzip = false;
    for (String field : fields) {
      for (String element : field.toLowerCase(Locale.ROOT).split(",", -1)) {
        String[] parts = element.split(";", -1);
        boolean accepted = EncodingRule.quality(parts) > 0;
        switch (parts[0].strip()) {
          case "feed" -> feed = accepted;
          case "gzip" -> gzip = accepted;
          default -> {} // another manipulation
        }
      }
    }
    return feed ? new Manipulations(true, gzip) : NONE;
  }
}
