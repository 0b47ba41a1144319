package io.feedmesh.docker.bench;

import io.feedmesh.schemas.body.Bodies;
import io.feedmesh.schemas.record.Change;
import io.feedmesh.schemas.record.ChangeKind;
import io.feedmesh.schemas.record.Document;
import io.feedmesh.schemas.record.EntryChange;
import io.feedmesh.schemas.topic.Topics;
import io.feedmesh.streams.parse.FeedParser;
import io.feedmesh.streams.parse.ParseOutcome;
import io.feedmesh.streams.parse.ParseRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The second limit: a loop that consumes changes, parses them, and produces a document and one
 * entry for each, which is what the pipeline makes of one new version, without asking what is
 * known.
 */
final class ParseStep implements Loop.Step {
  private static final long MOST = 64L * 1024 * 1024;

  private final Topics topics;
  private final FeedParser parser;

  ParseStep(Topics topics, FeedParser parser) {
    this.topics = topics;
    this.parser = parser;
  }

  @Override
  public void apply(ConsumerRecord<String, byte[]> record, Loop.Out out) {
    Change change = topics.changes.value().decode(record.value());
    byte[] body;
    try {
      body = Bodies.gunzip(change.getBody(), MOST);
    } catch (IOException e) {
      throw new UncheckedIOException("a change of the benchmark is damaged", e);
    }
    ParseRequest request = ParseRequest.of(body, change.getOrigin(), change.getFetchedAt());
    if (parser.parse(request) instanceof ParseOutcome.Parsed parsed) {
      Document document = document(change, parsed);
      out.send(change.getFeedUrl(), topics.documents.value().encode(document));
      out.send(change.getFeedUrl(), topics.entries.value().encode(entry(document, parsed)));
    }
  }

  private static Document document(Change change, ParseOutcome.Parsed parsed) {
    return Document.newBuilder()
        .setFeedUrl(change.getFeedUrl())
        .setVersion(1)
        .setBody(change.getBody())
        .setSize(change.getSize())
        .setContentHash(change.getContentHash())
        .setOrigin(change.getOrigin())
        .setFeed(parsed.feed())
        .setEntries(parsed.entries().size())
        .setStage(parsed.stage())
        .setFetchedAt(change.getFetchedAt())
        .setAcceptedAt(change.getFetchedAt())
        .build();
  }

  private static EntryChange entry(Document document, ParseOutcome.Parsed parsed) {
    return EntryChange.newBuilder()
        .setFeedUrl(document.getFeedUrl())
        .setFeedTitle(document.getFeed().getTitle())
        .setKind(ChangeKind.NEW)
        .setEntry(parsed.entries().get(0))
        .setDocumentVersion(document.getVersion())
        .setFetchedAt(document.getFetchedAt())
        .setAcceptedAt(document.getAcceptedAt())
        .build();
  }
}
