package io.feedmesh.streams.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.feedmesh.schemas.record.Entry;
import io.feedmesh.schemas.record.ParseStage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Real feeds, where a folder of them is given. */
class GivenFeedsTest {
  private static final FeedParser PARSER = new FeedParser(ParseBounds.DEFAULT);

  @Test
  void acceptsEveryFeedAndLosesNoEntry() throws IOException {
    Optional<Path> folder = FeedFolder.given();
    assumeTrue(folder.isPresent(), "skipped: name a folder of feeds with -Dfeedmesh.feeds=DIR");
    List<String> faults = new ArrayList<>();
    Map<ParseStage, Integer> stages = new EnumMap<>(ParseStage.class);
    int entries = 0;
    List<Path> documents = FeedFolder.documents(folder.get());
    for (Path file : documents) {
      byte[] document = FeedFolder.read(file);
      ParseOutcome outcome =
          PARSER.parse(new ParseRequest(document, "https://example.org/feed", null));
      if (outcome instanceof ParseOutcome.Parsed parsed) {
        stages.merge(parsed.stage(), 1, Integer::sum);
        entries += parsed.entries().size();
        check(file, document, parsed, faults);
      } else {
        faults.add(file.getFileName() + ": " + outcome);
      }
    }
    System.out.printf("%d feeds, %d entries, stages %s%n", documents.size(), entries, stages);
    assertThat(faults).isEmpty();
    assertThat(documents).isNotEmpty();
  }

  private static void check(
      Path file, byte[] document, ParseOutcome.Parsed parsed, List<String> faults) {
    long expected = FeedFolder.entriesByExpression(document);
    if (parsed.entries().size() < expected) {
      faults.add(file.getFileName() + ": " + parsed.entries().size() + " of " + expected);
    }
    long keys = parsed.entries().stream().map(Entry::getKey).distinct().count();
    if (keys < parsed.entries().size()) {
      faults.add(file.getFileName() + ": entries share a key");
    }
  }
}
