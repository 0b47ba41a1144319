package io.feedmesh.consumers.watch;

import io.feedmesh.schemas.body.Bodies;
import io.feedmesh.schemas.kafka.KafkaSettings;
import io.feedmesh.schemas.kafka.RecordSender;
import io.feedmesh.schemas.record.Document;
import io.feedmesh.schemas.record.FeedFormat;
import io.feedmesh.schemas.record.FeedMetadata;
import io.feedmesh.schemas.record.OriginResponse;
import io.feedmesh.schemas.record.ParseStage;
import io.feedmesh.schemas.url.FeedUrl;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** Puts documents on document-views, as the views app does. */
final class Views {
  private Views() {}

  static void send(KafkaSettings kafka, String subscriber, FeedUrl url, String text) {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    Document document =
        Document.newBuilder()
            .setFeedUrl(url.toString())
            .setVersion(1)
            .setBody(Bodies.gzip(body))
            .setSize(body.length)
            .setContentHash(Bodies.hash(body))
            .setOrigin(OriginResponse.newBuilder().setUrl(url.toString()).build())
            .setFeed(FeedMetadata.newBuilder().setFormat(FeedFormat.RSS_20).build())
            .setEntries(1)
            .setStage(ParseStage.STRICT)
            .setFetchedAt(Instant.EPOCH)
            .setAcceptedAt(Instant.EPOCH)
            .build();
    try (RecordSender sender = kafka.sender("test")) {
      sender.send(kafka.topics().documentViews, subscriber + " " + url, document).join();
    }
  }
}
