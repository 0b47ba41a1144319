package io.feedmesh.streams.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.feedmesh.schemas.record.Enclosure;
import io.feedmesh.schemas.record.Entry;
import io.feedmesh.schemas.record.EntryChange;
import io.feedmesh.schemas.serde.RecordSerde;
import io.feedmesh.streams.query.EntryQuery.Parsed;
import io.feedmesh.streams.testing.Samples;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Entries and queries for tests. */
final class QuerySamples {
  static {
    // Avro makes records of trusted classes only, and the serdes are what makes ours trusted.
    var unused = new RecordSerde<>(EntryChange.class);
  }

  private QuerySamples() {}

  static EntryQuery accepted(String text) {
    Parsed parsed = EntryQuery.parse(text);
    assertThat(parsed).as(text).isInstanceOf(Parsed.Accepted.class);
    return ((Parsed.Accepted) parsed).query();
  }

  static EntryChange change(String title, String text) {
    Entry entry =
        Entry.newBuilder()
            .setKey("k")
            .setTitle(title)
            .setContent(text)
            .setCategories(new ArrayList<>())
            .build();
    return change(entry);
  }

  /** One with every field that a query can ask for. */
  static EntryChange full() {
    return change(
        Entry.newBuilder()
            .setKey("k")
            .setTitle("Über Kafka Streams")
            .setContent("<p>Start <strong>a broker</strong>, not naïvely but naïve.</p>")
            .setAuthors(List.of("Ada Lovelace", "Grace Hopper"))
            .setCategories(List.of("Messaging", "big data"))
            .setLink("https://www.blog.example.org/2026/Kafka/")
            .setPublished(Instant.parse("2026-11-22T10:00:00Z"))
            .setLanguage("de-CH")
            .setEnclosures(List.of(new Enclosure("https://a.example/1.mp3", "audio/mpeg", 1L)))
            .build());
  }

  private static EntryChange change(Entry entry) {
    EntryChange sample = Samples.entry("https://planet.example/feed.xml", "k");
    return EntryChange.newBuilder(sample).setEntry(entry).build();
  }
}
