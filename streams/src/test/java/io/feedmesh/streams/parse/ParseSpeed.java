package io.feedmesh.streams.parse;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jdom2.JDOMException;
import org.jdom2.input.SAXBuilder;

/**
 * Feeds per CPU second over a folder, beside Xerces and JDOM alone over the same documents. Run it
 * with {@code -Dfeedmesh.feeds=DIR}: the arguments are how many rounds to warm up and to measure.
 */
public final class ParseSpeed {
  private ParseSpeed() {}

  /** Prints the medians of all rounds. */
  public static void main(String[] args) throws IOException {
    int warm = args.length > 0 ? Integer.parseInt(args[0]) : 5;
    int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 5;
    Path folder =
        FeedFolder.given().orElseThrow(() -> new IllegalArgumentException("-Dfeedmesh.feeds=DIR"));
    List<byte[]> documents = FeedFolder.documents(folder).stream().map(FeedFolder::read).toList();
    FeedParser parser = new FeedParser(ParseBounds.DEFAULT);
    Runnable ours = () -> documents.forEach(d -> parse(parser, d));
    Runnable plain = () -> documents.forEach(ParseSpeed::plain);
    for (int i = 0; i < warm; i++) {
      ours.run();
      plain.run();
    }
    double[] rates = new double[rounds];
    double[] ratios = new double[rounds];
    for (int i = 0; i < rounds; i++) {
      double seconds = seconds(ours);
      rates[i] = documents.size() / seconds;
      ratios[i] = seconds(plain) / seconds;
    }
    System.out.printf(
        Locale.ROOT,
        "%d documents: %.0f feeds per CPU second; %.2f of the rate of Xerces and JDOM alone%n",
        documents.size(),
        median(rates),
        median(ratios));
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  private static void parse(FeedParser parser, byte[] document) {
    ParseOutcome outcome =
        parser.parse(new ParseRequest(document, "https://example.org/feed", null));
    if (outcome instanceof ParseOutcome.Refused) {
      throw new IllegalStateException(outcome.toString());
    }
  }

  private static void plain(byte[] document) {
    try {
      new SAXBuilder().build(new ByteArrayInputStream(document));
    } catch (JDOMException | IOException notWellFormed) {
      // What it cannot read costs it less; that is in its favour.
    }
  }

  private static double seconds(Runnable work) {
    long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    work.run();
    return (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before) / 1e9;
  }
}
