package io.feedmesh.streams.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.feedmesh.schemas.record.Entry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What Rome, the parser that most Java programs have, finds in a document, ours finds as well. */
class RomeDifferentialTest {
  @Test
  void everyEntryOfGeneratedFeedsIsFoundAsRomeFindsIt() {
    long seed = Long.getLong("feedmesh.seed", System.nanoTime());
    System.out.println("seed " + seed + " (again with -Dfeedmesh.seed=" + seed + ")");
    Random random = new Random(seed);
    int entries = 0;
    for (int i = 0; i < 400; i++) {
      String document = FeedWriter.feed(random);
      List<RomeEntry> rome = RomeEntry.of(document);

      assertThat(rome).as("Rome reads document %d of seed %d: %s", i, seed, document).isNotNull();
      List<Entry> ours = Parsing.parsed(document).entries();
      assertThat(faults(rome, ours)).as("document %d of seed %d: %s", i, seed, document).isEmpty();
      assertThat(ours).hasSameSizeAs(rome);
      entries += rome.size();
    }
    assertThat(entries).isGreaterThan(400);
  }

  @Test
  void everyEntryOfGivenFeedsIsFoundAsRomeFindsIt() throws IOException {
    Optional<Path> folder = FeedFolder.given();
    assumeTrue(folder.isPresent(), "skipped: name a folder of feeds with -Dfeedmesh.feeds=DIR");
    List<String> faults = new ArrayList<>();
    int compared = 0;
    for (Path file : FeedFolder.documents(folder.get())) {
      byte[] document = FeedFolder.read(file);
      List<RomeEntry> rome = RomeEntry.of(Decoder.decode(document, null).strip());
      if (rome != null && Parsing.parse(document, null) instanceof ParseOutcome.Parsed parsed) {
        faults(rome, parsed.entries()).forEach(f -> faults.add(file.getFileName() + ": " + f));
        compared += rome.size();
      }
    }
    System.out.printf("%d entries compared with Rome's%n", compared);
    assertThat(faults).isEmpty();
    assertThat(compared).isPositive();
  }

  @Test
  void bothReadEveryDialectsSample() {
    for (String version : List.of("0.91", "0.92", "0.93", "0.94", "2.0")) {
      String document =
          "<rss version='"
              + version
              + "'><channel><title>t</title><link>http://a.example/</link>"
              + "<description>d</description><language>en</language>"
              + "<item><title>One</title><link>http://a.example/1</link>"
              + "<description>x</description></item></channel></rss>";

      List<RomeEntry> rome = RomeEntry.of(document);

      assertThat(rome).as(version).hasSize(1);
      assertThat(faults(rome, Parsing.parsed(document).entries())).as(version).isEmpty();
    }
  }

  @Test
  void aDifferenceIsAFault() {
    String document = Parsing.rss("<item><guid>1</guid><title>a</title></item>");
    List<RomeEntry> rome = RomeEntry.of(document);

    for (String other :
        List.of("<guid>2</guid><title>a</title>", "<guid>1</guid><title>b</title>")) {
      byte[] changed = Parsing.rss("<item>" + other + "</item>").getBytes(StandardCharsets.UTF_8);
      List<Entry> ours = ((ParseOutcome.Parsed) Parsing.parse(changed, null)).entries();
      assertThat(faults(rome, ours)).hasSize(1);
    }
  }

  private static List<String> faults(List<RomeEntry> rome, List<Entry> ours) {
    List<String> faults = new ArrayList<>();
    for (RomeEntry entry : rome) {
      if (ours.stream().noneMatch(entry::saidBy)) {
        faults.add("not found: " + entry + " in " + nearest(entry, ours));
      }
    }
    return faults;
  }

  private static String nearest(RomeEntry wanted, List<Entry> ours) {
    for (Entry entry : ours) {
      if (wanted.sameId(entry) && wanted.sameLink(entry)) {
        return String.join(
            " ", "" + entry.getTitle(), "" + entry.getPublished(), "" + entry.getUpdated());
      }
    }
    return ours.size() + " entries";
  }
}
