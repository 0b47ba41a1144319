package io.feedmesh.docker.bench;

import com.rometools.rome.io.FeedException;
import com.rometools.rome.io.SyndFeedInput;
import com.rometools.rome.io.XmlReader;
import io.feedmesh.streams.parse.FeedParser;
import io.feedmesh.streams.parse.ParseBounds;
import io.feedmesh.streams.parse.ParseOutcome;
import io.feedmesh.streams.parse.ParseRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Parsing beside Rome as its documentation shows it, and beside Rome without its healer, each over
 * the same documents in turn, on one thread and by its CPU time.
 */
final class ParseBench {
  private static final String URL = "https://example.org/feed";

  private final List<byte[]> documents;
  private final int rounds;
  private final Consumer<String> progress;
  private final FeedParser parser = new FeedParser(ParseBounds.DEFAULT);

  ParseBench(List<byte[]> documents, int rounds, Consumer<String> progress) {
    this.documents = List.copyOf(documents);
    this.rounds = rounds;
    this.progress = progress;
  }

  /**
   * Feeds for each CPU second, medians of all rounds.
   *
   * @param documents how many were read in each round
   * @param leftOut documents that one of the parsers refuses
   */
  record Result(int documents, int leftOut, double rome, double plainRome, double ours) {}

  /** Reads one document; false where it refuses it. */
  private interface Reading {
    boolean read(byte[] document);
  }

  Result run() {
    List<byte[]> common =
        documents.stream()
            .filter(document -> ours(document) && rome(document, true) && rome(document, false))
            .toList();
    if (common.isEmpty()) {
      throw new IllegalArgumentException("no document is read by all of the parsers");
    }
    List<Double> rome = new ArrayList<>();
    List<Double> plain = new ArrayList<>();
    List<Double> ours = new ArrayList<>();
    for (int round = -2; round < rounds; round++) {
      progress.accept(round < 0 ? "warming up" : "round " + (round + 1));
      double romes = perSecond(common, document -> rome(document, true));
      double plains = perSecond(common, document -> rome(document, false));
      double own = perSecond(common, this::ours);
      if (round >= 0) {
        rome.add(romes);
        plain.add(plains);
        ours.add(own);
      }
    }
    return new Result(
        common.size(), documents.size() - common.size(), median(rome), median(plain), median(ours));
  }

  private static double perSecond(List<byte[]> documents, Reading reading) {
    long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    long nanos = 0;
    long done = 0;
    while (nanos < 2_000_000_000L) {
      documents.forEach(reading::read);
      done += documents.size();
      nanos = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before;
    }
    return done * 1e9 / nanos;
  }

  private boolean ours(byte[] document) {
    return parser.parse(new ParseRequest(document, URL, null)) instanceof ParseOutcome.Parsed;
  }

  private static boolean rome(byte[] document, boolean healer) {
    SyndFeedInput input = new SyndFeedInput();
    input.setXmlHealerOn(healer);
    try {
      return input.build(new XmlReader(new ByteArrayInputStream(document))) != null;
    } catch (FeedException | IOException | IllegalArgumentException refused) {
      return false;
    }
  }

  private static double median(List<Double> values) {
    return values.stream().sorted().toList().get(values.size() / 2);
  }
}
