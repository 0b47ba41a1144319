package io.feedmesh.streams.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.feedmesh.schemas.record.Entry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The entries that Python's feedparser finds, with the same id, link, title and date. */
@Tag("feedparser")
class FeedparserTest {
  private Feedparser feedparser;
  private final Map<String, Integer> onPurpose = new TreeMap<>();
  private int compared;

  @BeforeEach
  void start() throws Exception {
    feedparser = Feedparser.start();
  }

  @AfterEach
  void stop() throws IOException {
    if (feedparser != null) {
      System.out.printf("%d entries compared; differences on purpose: %s%n", compared, onPurpose);
      feedparser.close();
    }
  }

  @Test
  void everyBrokenDocumentThatItAcceptsIsAccepted() throws IOException {
    List<String> refused = new ArrayList<>();
    int acceptedByBoth = 0;
    for (Sample sample : Sample.all()) {
      boolean accepted = !feedparser.entries(sample.document(), sample.contentType()).isEmpty();
      boolean ours =
          sample.parse() instanceof ParseOutcome.Parsed parsed && !parsed.entries().isEmpty();
      if (accepted && !ours) {
        refused.add(sample.name());
      }
      acceptedByBoth += accepted && ours ? 1 : 0;
    }
    assertThat(refused).isEmpty();
    assertThat(acceptedByBoth).isGreaterThan(150);
  }

  @Test
  void generatedFeedsAreReadAlike() throws IOException {
    long seed = Long.getLong("feedmesh.seed", System.nanoTime());
    System.out.println("seed " + seed + " (again with -Dfeedmesh.seed=" + seed + ")");
    Random random = new Random(seed);
    List<String> faults = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      String document = FeedWriter.feed(random);
      compare("document " + i, document.getBytes(StandardCharsets.UTF_8), faults);
    }
    assertThat(faults).as("seed %d", seed).isEmpty();
    assertThat(compared).isGreaterThan(300);
  }

  @Test
  void givenFeedsAreReadAlike() throws IOException {
    Optional<Path> folder = FeedFolder.given();
    assumeTrue(folder.isPresent(), "skipped: name a folder of feeds with -Dfeedmesh.feeds=DIR");
    List<String> faults = new ArrayList<>();
    for (Path file : FeedFolder.documents(folder.get())) {
      compare(file.getFileName().toString(), FeedFolder.read(file), faults);
    }
    assertThat(faults).isEmpty();
    assertThat(compared).isPositive();
  }

  private void compare(String name, byte[] document, List<String> faults) throws IOException {
    List<Feedparser.Found> theirs = feedparser.entries(document, null);
    List<Entry> ours =
        Parsing.parse(document, null) instanceof ParseOutcome.Parsed parsed
            ? parsed.entries()
            : List.of();
    if (document[0] == '{') {
      onPurpose.merge("JSON Feed, which it does not read", 1, Integer::sum);
      return;
    }
    if (ours.size() != theirs.size()) {
      faults.add(name + ": " + ours.size() + " entries, feedparser has " + theirs.size());
      return;
    }
    for (int i = 0; i < ours.size(); i++) {
      compared++;
      for (String field : FeedparserDifference.of(theirs.get(i), ours.get(i), onPurpose)) {
        faults.add(name + ": entry " + i + ": " + field);
      }
    }
  }
}
