package io.feedmesh.consumers.json;

import io.feedmesh.schemas.record.ChangeKind;
import io.feedmesh.schemas.record.Enclosure;
import io.feedmesh.schemas.record.Entry;
import io.feedmesh.schemas.record.EntryChange;
import io.feedmesh.schemas.record.EntryView;
import io.feedmesh.schemas.serde.RecordSerde;
import java.time.Instant;
import java.util.List;

/** Entries for tests. */
public final class SampleEntries {
  /** When they are accepted, where a test doesn't say. */
  public static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");

  static {
    // Avro makes records of trusted classes only, and the serdes are what makes ours trusted.
    var unused = new RecordSerde<>(EntryView.class);
  }

  private SampleEntries() {}

  /** A new entry with a title and little else. */
  public static EntryChange change(String feedUrl, String title, Instant acceptedAt) {
    return change(feedUrl, acceptedAt, entry(title).build());
  }

  /** A new entry. */
  public static EntryChange change(String feedUrl, Instant acceptedAt, Entry entry) {
    return EntryChange.newBuilder()
        .setFeedUrl(feedUrl)
        .setFeedTitle("Feed of " + feedUrl)
        .setKind(ChangeKind.NEW)
        .setEntry(entry)
        .setDocumentVersion(7)
        .setFetchedAt(acceptedAt.minusMillis(250))
        .setAcceptedAt(acceptedAt)
        .build();
  }

  /** The same for one subscriber. */
  public static EntryView view(String subscriber, EntryChange change) {
    return EntryView.newBuilder().setSubscriber(subscriber).setChange(change).build();
  }

  /** An entry to be completed. */
  public static Entry.Builder entry(String title) {
    return Entry.newBuilder()
        .setKey("00112233445566778899aabbccddeeff")
        .setId("tag:" + title)
        .setLink("https://example.org/" + title.hashCode())
        .setTitle(title);
  }

  /** An entry with all there can be. */
  public static Entry complete() {
    return entry("All of it")
        .setSummary("<p>short</p>")
        .setContent("<p>long</p>\nsecond line")
        .setAuthors(List.of("Ada", "Grace"))
        .setCategories(List.of("a", "b"))
        .setPublished(NOON.minusSeconds(60))
        .setUpdated(NOON.minusSeconds(30))
        .setLanguage("en")
        .setComments("https://example.org/comments")
        .setEnclosures(List.of(new Enclosure("https://example.org/a.mp3", "audio/mpeg", 123L)))
        .build();
  }
}
