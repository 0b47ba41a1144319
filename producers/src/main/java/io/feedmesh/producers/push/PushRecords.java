package io.feedmesh.producers.push;

import io.feedmesh.schemas.body.Bodies;
import io.feedmesh.schemas.push.PushCallback;
import io.feedmesh.schemas.record.Change;
import io.feedmesh.schemas.record.ChangeSource;
import io.feedmesh.schemas.record.OriginResponse;
import io.feedmesh.schemas.record.PushProtocol;
import io.feedmesh.schemas.record.PushResult;
import io.feedmesh.schemas.record.PushResultKind;
import io.feedmesh.schemas.url.FeedUrl;
import java.time.Instant;
import java.util.List;

/** Puts what was pushed into records. Pure. */
final class PushRecords {
  private static final int MAX_CONTENT_TYPE = 200;
  private static final int MAX_LINKS = 20;

  private PushRecords() {}

  /**
   * A document as it was handed in.
   *
   * @param contentType Content-Type as sent, or null
   * @param links Link fields as sent
   * @param body after content decoding
   */
  @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
  record Handed(FeedUrl feed, String contentType, List<String> links, byte[] body) {}

  /**
   * The change. It has no validators and no date: those of whoever handed it in are not the
   * origin's.
   */
  static Change change(Handed handed, ChangeSource source, String by, Instant now) {
    String type = handed.contentType();
    return Change.newBuilder()
        .setFeedUrl(handed.feed().toString())
        .setBody(Bodies.gzip(handed.body()))
        .setSize(handed.body().length)
        .setContentHash(Bodies.hash(handed.body()))
        .setOrigin(
            OriginResponse.newBuilder()
                .setUrl(handed.feed().toString())
                .setContentType(type == null || type.length() > MAX_CONTENT_TYPE ? null : type)
                .setLinks(handed.links().stream().limit(MAX_LINKS).toList())
                .build())
        .setSource(source)
        .setFetchedAt(now)
        .setFetchedBy(by)
        .build();
  }

  static PushResult verified(PushCallback callback, long leaseSeconds, String sender, Instant now) {
    return of(callback, PushResultKind.VERIFIED, sender, now).setLeaseSeconds(leaseSeconds).build();
  }

  static PushResult unsubscribed(PushCallback callback, String sender, Instant now) {
    return of(callback, PushResultKind.UNSUBSCRIBED, sender, now).build();
  }

  static PushResult denied(PushCallback callback, String reason, String sender, Instant now) {
    return of(callback, PushResultKind.DENIED, sender, now).setReason(reason).build();
  }

  static PushResult delivered(PushCallback callback, Change change, String sender, Instant now) {
    return of(callback, PushResultKind.DELIVERED, sender, now)
        .setContentHash(change.getContentHash())
        .setSize(change.getSize())
        .build();
  }

  private static PushResult.Builder of(
      PushCallback callback, PushResultKind kind, String sender, Instant now) {
    return PushResult.newBuilder()
        .setFeedUrl(callback.feedUrl().toString())
        .setKind(kind)
        .setProtocol(PushProtocol.WEBSUB)
        .setTopic(callback.topic())
        .setSender(sender)
        .setAt(now);
  }
}
