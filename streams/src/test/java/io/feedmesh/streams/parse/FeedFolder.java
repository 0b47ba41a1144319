package io.feedmesh.streams.parse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A folder of feeds that whoever runs the tests has and names; none is part of the project. */
final class FeedFolder {
  private static final Pattern CDATA = Pattern.compile("<!\\[CDATA\\[.*?]]>", Pattern.DOTALL);
  private static final Pattern COMMENT = Pattern.compile("<!--.*?-->", Pattern.DOTALL);
  private static final Pattern ENTRY = Pattern.compile("<(?:[A-Za-z0-9]+:)?(?:item|entry)[\\s/>]");
  private static final Pattern JSON_ITEM = Pattern.compile("\"date_published\"|\"id\"\\s*:");

  private FeedFolder() {}

  /** The folder of the system property feedmesh.feeds or the environment's FEEDMESH_FEEDS. */
  static Optional<Path> given() {
    String folder = System.getProperty("feedmesh.feeds", System.getenv("FEEDMESH_FEEDS"));
    return Optional.ofNullable(folder).filter(name -> !name.isBlank()).map(Path::of);
  }

  /** Every feed document in it. */
  static List<Path> documents(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> file.toString().matches(".*\\.(xml|rss|atom|rdf|json)"))
          .sorted()
          .toList();
    }
  }

  static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Counts entries in a way that shares nothing with the parser. */
  static long entriesByExpression(byte[] document) {
    String text = new String(document, StandardCharsets.ISO_8859_1);
    if (text.stripLeading().startsWith("{")) {
      return JSON_ITEM.matcher(text).results().filter(m -> m.group().contains("date")).count();
    }
    String markup = COMMENT.matcher(CDATA.matcher(text).replaceAll("")).replaceAll("");
    Matcher entries = ENTRY.matcher(markup);
    return entries.results().count();
  }
}
