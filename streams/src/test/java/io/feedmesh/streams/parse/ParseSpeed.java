package io.feedmesh.streams.parse;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
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

  /** Prints both figures and their ratio. */
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
    double ourRate = 0;
    double plainRate = 0;
    for (int i = 0; i < rounds; i++) {
      ourRate += documents.size() / seconds(ours) / rounds;
      plainRate += documents.size() / seconds(plain) / rounds;
    }
    System.out.printf(
        Locale.ROOT,
        "%d documents: FeedParser %.0f, Xerces and JDOM alone %.0f feeds per CPU second, ratio %.2f%n",
        documents.size(),
        ourRate,
        plainRate,
        ourRate / plainRate);
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
