package io.feedmesh.docker.demo;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.regex.Pattern;

/**
 * By what a client's copy is known to be current (RFC 9110, section 8.8).
 *
 * @param etag weak or strong
 * @param lastModified whole seconds
 * @param dated whether the date can be relied on: not while the second of the change still runs, as
 *     a second change in it would hide behind the same date (section 8.8.2.2)
 */
record Validators(String etag, Instant lastModified, boolean dated) {
  private static final Pattern OPAQUE = Pattern.compile("\"[^\"]*\"");

  static Validators of(Document document, Instant now) {
    Instant second = now.truncatedTo(ChronoUnit.SECONDS);
    Instant modified = document.modified().truncatedTo(ChronoUnit.SECONDS);
    boolean dated = modified.isBefore(second);
    return new Validators(document.etag(), dated ? modified : second.minusSeconds(1), dated);
  }

  /**
   * Whether 304 is the answer (section 13.2.2): the date counts only where no ETag is given.
   *
   * @param ifNoneMatch values of If-None-Match, compared weakly
   * @param ifModifiedSince milliseconds since 1970, or -1
   */
  boolean match(List<String> ifNoneMatch, long ifModifiedSince) {
    if (!ifNoneMatch.isEmpty()) {
      String opaque = etag.replaceFirst("^W/", "");
      return ifNoneMatch.stream()
          .anyMatch(
              value ->
                  value.strip().equals("*")
                      || OPAQUE
                          .matcher(value)
                          .results()
                          .anyMatch(tag -> tag.group().equals(opaque)));
    }
    return dated && ifModifiedSince >= 0 && lastModified.toEpochMilli() <= ifModifiedSince;
  }
}
