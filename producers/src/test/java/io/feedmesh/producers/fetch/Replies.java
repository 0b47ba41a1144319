package io.feedmesh.producers.fetch;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.feedmesh.schemas.origin.OriginAnswer.Answered;
import io.feedmesh.schemas.record.FetchReason;
import io.feedmesh.schemas.record.FetchRequest;
import io.feedmesh.schemas.url.FeedUrl;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.jetty.http.HttpFields;

/** Requests and answers as tests need them. */
final class Replies {
  static final FeedUrl URL = FeedUrl.parse("https://example.org/feed.xml");
  static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

  private Replies() {}

  static FetchRequest.Builder request() {
    return FetchRequest.newBuilder()
        .setFeedUrl(URL.toString())
        .setReason(FetchReason.DUE)
        .setRequestedAt(NOW)
        .setDeadline(NOW.plusSeconds(60));
  }

  /** An answer with fields given as name, value, name, value and so on. */
  static Reply reply(int status, String body, String... fields) {
    return reply(URL, false, status, body, fields);
  }

  static Reply reply(FeedUrl url, boolean moved, int status, String body, String... fields) {
    HttpFields.Mutable headers = HttpFields.build();
    for (int i = 0; i < fields.length; i += 2) {
      headers.add(fields[i], fields[i + 1]);
    }
    return Reply.of(
        new Answered(url, moved, status, headers, body.getBytes(UTF_8), Duration.ofMillis(5)));
  }
}
