package io.feedmesh.consumers.gateway;

import io.feedmesh.consumers.spool.HttpDates;
import io.feedmesh.schemas.body.Bodies;
import io.feedmesh.schemas.origin.OriginAnswer.Answered;
import io.feedmesh.schemas.record.Change;
import io.feedmesh.schemas.record.ChangeSource;
import io.feedmesh.schemas.record.OriginResponse;
import io.feedmesh.schemas.url.FeedUrl;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;

/** Makes records of what origins answer. Pure. */
final class OriginDocuments {
  private static final int MAX_LINKS = 20;

  private OriginDocuments() {}

  /** The change that a reader's miss brought to light. */
  static Change change(FeedUrl url, Answered answer, String edge, Instant now) {
    return Change.newBuilder()
        .setFeedUrl(url.toString())
        .setBody(Bodies.gzip(answer.body()))
        .setSize(answer.body().length)
        .setContentHash(Bodies.hash(answer.body()))
        .setOrigin(response(answer))
        .setSource(ChangeSource.FETCH)
        .setFetchedAt(now)
        .setFetchedBy(edge)
        .build();
  }

  private static OriginResponse response(Answered answer) {
    HttpFields headers = answer.headers();
    return OriginResponse.newBuilder()
        .setUrl(answer.url().toString())
        .setContentType(headers.get(HttpHeader.CONTENT_TYPE))
        .setEtag(headers.get(HttpHeader.ETAG))
        .setLastModified(headers.get(HttpHeader.LAST_MODIFIED))
        .setDate(madeAt(headers))
        .setLinks(links(headers))
        .setContentLocation(headers.get(HttpHeader.CONTENT_LOCATION))
        .build();
  }

  /** The origin's clock when it made the answer. */
  private static Instant madeAt(HttpFields headers) {
    OptionalLong date = HttpDates.parse(headers.get(HttpHeader.DATE));
    if (date.isEmpty()) {
      return null;
    }
    String age = headers.get(HttpHeader.AGE);
    boolean aged = age != null && age.strip().matches("\\d{1,9}");
    return Instant.ofEpochMilli(date.getAsLong())
        .minusSeconds(aged ? Long.parseLong(age.strip()) : 0);
  }

  private static List<String> links(HttpFields headers) {
    return headers.getFields(HttpHeader.LINK).stream()
        .map(HttpField::getValue)
        .filter(value -> value != null)
        .limit(MAX_LINKS)
        .toList();
  }
}
