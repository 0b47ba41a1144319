package io.feedmesh.producers.fetch;

import io.feedmesh.schemas.record.FetchRequest;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which validators hold after a 304 (RFC 9110, section 15.4.5). An origin must name the version
 * that it calls unmodified; one that names another has either lied about the 304 or about the name,
 * and a document that was never seen must not be taken for known. Pure.
 */
final class ValidatorRule {
  /**
   * What web servers put after the tag of a compressed answer, and leave out of a 304, or the other
   * way round.
   */
  private static final Pattern CODING =
      Pattern.compile("(?:--?|;|\\+|:)(?:gzip|br|deflate|zstd)(?=\"?$)");

  private ValidatorRule() {}

  /** Whether the 304 speaks of another version than the request asked about. */
  static boolean contradicts(FetchRequest asked, Reply reply) {
    if (asked.getEtag() == null) {
      return later(reply.lastModified(), asked.getLastModified());
    }
    return reply.etag() != null
        && !same(reply.etag(), asked.getEtag())
        && !(reply.lastModified() != null && reply.lastModified().equals(asked.getLastModified()));
  }

  /**
   * The ETag to ask with next: the one that came with the document, byte for byte, for as long as
   * it is answered by 304.
   */
  static String etag(FetchRequest asked, Reply reply) {
    return asked.getEtag() != null ? asked.getEtag() : reply.etag();
  }

  /** The Last-Modified to ask with next: an origin may date a version anew. */
  static String lastModified(FetchRequest asked, Reply reply) {
    return reply.lastModified() != null ? reply.lastModified() : asked.getLastModified();
  }

  /** The weak comparison (RFC 9110, section 8.8.3.2), blind to quotes and codings, too. */
  static boolean same(String one, String other) {
    return one.equals(other) || opaque(one).equals(opaque(other));
  }

  private static String opaque(String etag) {
    String strong = etag.regionMatches(true, 0, "W/", 0, 2) ? etag.substring(2) : etag;
    return CODING.matcher(strong).replaceAll("").replace("\"", "");
  }

  private static boolean later(String one, String other) {
    Optional<Instant> first = HttpTimes.date(one);
    Optional<Instant> second = HttpTimes.date(other);
    return first.isPresent() && second.isPresent() && first.get().isAfter(second.get());
  }
}
