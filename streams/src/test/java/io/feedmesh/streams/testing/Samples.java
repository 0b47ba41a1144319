package io.feedmesh.streams.testing;

import io.feedmesh.schemas.body.Bodies;
import io.feedmesh.schemas.record.ChangeKind;
import io.feedmesh.schemas.record.ContentHash;
import io.feedmesh.schemas.record.Document;
import io.feedmesh.schemas.record.Entry;
import io.feedmesh.schemas.record.EntryChange;
import io.feedmesh.schemas.record.FeedFormat;
import io.feedmesh.schemas.record.FeedMetadata;
import io.feedmesh.schemas.record.FetchOutcome;
import io.feedmesh.schemas.record.FetchResult;
import io.feedmesh.schemas.record.OriginResponse;
import io.feedmesh.schemas.record.ParseStage;
import io.feedmesh.schemas.record.Ping;
import io.feedmesh.schemas.record.PingSource;
import io.feedmesh.schemas.record.Subscription;
import io.feedmesh.schemas.record.Wanted;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/** Records for tests. */
public final class Samples {
  private Samples() {}

  public static Subscription subscription(
      String feedUrl, String subscriber, Instant leaseUntil, Wanted... wants) {
    return Subscription.newBuilder()
        .setFeedUrl(feedUrl)
        .setSubscriber(subscriber)
        .setWants(List.of(wants))
        .setLeaseUntil(leaseUntil)
        .setCreatedAt(TopologyRig.START)
        .build();
  }

  public static Ping ping(String address, String site) {
    return Ping.newBuilder()
        .setFeedUrl(address)
        .setSiteUrl(site)
        .setSource(PingSource.REST)
        .setReceivedAt(TopologyRig.START)
        .build();
  }

  public static FetchResult.Builder result(
      String feedUrl, FetchOutcome outcome, Instant requestedAt) {
    return FetchResult.newBuilder()
        .setFeedUrl(feedUrl)
        .setOutcome(outcome)
        .setRequestedAt(requestedAt)
        .setFinishedAt(requestedAt.plusMillis(20));
  }

  public static ContentHash hash(String text) {
    return Bodies.hash(text.getBytes(StandardCharsets.UTF_8));
  }

  public static Document document(String feedUrl, long version, String text) {
    return document(feedUrl, version, text, metadata(null).build());
  }

  public static Document document(String feedUrl, long version, String text, FeedMetadata feed) {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    return Document.newBuilder()
        .setFeedUrl(feedUrl)
        .setVersion(version)
        .setBody(Bodies.gzip(body))
        .setSize(body.length)
        .setContentHash(Bodies.hash(body))
        .setOrigin(OriginResponse.newBuilder().setUrl(feedUrl).build())
        .setFeed(feed)
        .setEntries(1)
        .setStage(ParseStage.STRICT)
        .setFetchedAt(TopologyRig.START)
        .setAcceptedAt(TopologyRig.START)
        .build();
  }

  public static FeedMetadata.Builder metadata(String site) {
    return FeedMetadata.newBuilder().setFormat(FeedFormat.RSS_20).setLink(site);
  }

  public static EntryChange entry(String feedUrl, String id) {
    return EntryChange.newBuilder()
        .setFeedUrl(feedUrl)
        .setKind(ChangeKind.NEW)
        .setEntry(Entry.newBuilder().setKey(id).setId(id).build())
        .setDocumentVersion(1)
        .setFetchedAt(TopologyRig.START)
        .setAcceptedAt(TopologyRig.START)
        .build();
  }
}
