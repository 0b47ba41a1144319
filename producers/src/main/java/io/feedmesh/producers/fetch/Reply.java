package io.feedmesh.producers.fetch;

import io.feedmesh.schemas.origin.OriginAnswer.Answered;
import io.feedmesh.schemas.url.FeedUrl;
import java.util.List;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;

/**
 * What of an origin's answer matters to a feed. Values of fields are as sent (ISO 8859-1), or null.
 *
 * @param url where it was at last, after redirects
 * @param movedPermanently whether only permanent redirects led there
 * @param status HTTP status
 * @param etag validator, null also where it is too long to be kept for each feed
 * @param lastModified validator, null also where it is too long
 * @param contentType Content-Type
 * @param contentLocation Content-Location, null also where it is too long
 * @param cacheControl all Cache-Control fields, joined with commas
 * @param expires Expires
 * @param date Date
 * @param age Age
 * @param retryAfter Retry-After
 * @param links Link fields, the first 20
 * @param body the document after content decoding
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
record Reply(
    FeedUrl url,
    boolean movedPermanently,
    int status,
    String etag,
    String lastModified,
    String contentType,
    String contentLocation,
    String cacheControl,
    String expires,
    String date,
    String age,
    String retryAfter,
    List<String> links,
    byte[] body) {
  private static final int MAX_VALIDATOR = 1024;
  private static final int MAX_LINKS = 20;

  static Reply of(Answered answer) {
    HttpFields fields = answer.headers();
    return new Reply(
        answer.url(),
        answer.movedPermanently(),
        answer.status(),
        bounded(fields.get(HttpHeader.ETAG)),
        bounded(fields.get(HttpHeader.LAST_MODIFIED)),
        fields.get(HttpHeader.CONTENT_TYPE),
        bounded(fields.get(HttpHeader.CONTENT_LOCATION)),
        String.join(",", all(fields, HttpHeader.CACHE_CONTROL)),
        fields.get(HttpHeader.EXPIRES),
        fields.get(HttpHeader.DATE),
        fields.get(HttpHeader.AGE),
        fields.get(HttpHeader.RETRY_AFTER),
        links(fields),
        answer.body());
  }

  private static String bounded(String validator) {
    return validator == null || validator.isBlank() || validator.length() > MAX_VALIDATOR
        ? null
        : validator;
  }

  private static List<String> links(HttpFields fields) {
    List<String> links = all(fields, HttpHeader.LINK);
    return links.size() <= MAX_LINKS ? links : List.copyOf(links.subList(0, MAX_LINKS));
  }

  private static List<String> all(HttpFields fields, HttpHeader name) {
    if (!fields.contains(name)) {
      return List.of();
    }
    return fields.getFields(name).stream()
        .map(HttpField::getValue)
        .filter(value -> value != null)
        .toList();
  }
}
