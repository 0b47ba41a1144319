package io.feedmesh.docker.command.feeds;

import io.feedmesh.docker.command.FeedUrlConverter;
import io.feedmesh.schemas.url.BadFeedUrlException;
import io.feedmesh.schemas.url.FeedUrl;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The feeds that arguments name: addresses, OPML files, or {@code -} for OPML or addresses line by
 * line on standard input.
 *
 * @param urls each once, in their order
 * @param refused messages about those that are no addresses
 */
record FeedList(Set<FeedUrl> urls, List<String> refused) {
  /** Largest OPML document in bytes. */
  static final int MAX_BYTES = 10 * 1024 * 1024;

  /**
   * Reads all arguments before anything is done with any.
   *
   * @throws IllegalArgumentException if a file is missing, too large, or no OPML
   */
  static FeedList read(List<String> arguments, InputStream standardInput) {
    FeedList feeds = new FeedList(new LinkedHashSet<>(), new ArrayList<>());
    for (String argument : arguments) {
      if (argument.equals("-")) {
        byte[] input = bounded(standardInput, "standard input");
        feeds.addAll(isXml(input) ? opml(input, "standard input") : lines(input));
      } else if (isFile(argument)) {
        feeds.addAll(opml(file(Path.of(argument)), argument));
      } else {
        feeds.addAll(List.of(argument));
      }
    }
    return feeds;
  }

  private void addAll(Collection<String> texts) {
    for (String text : texts) {
      try {
        urls.add(FeedUrlConverter.parse(text));
      } catch (BadFeedUrlException e) {
        refused.add(e.getMessage());
      }
    }
  }

  private static boolean isFile(String argument) {
    if (argument.contains("://") || argument.toLowerCase(Locale.ROOT).startsWith("feed:")) {
      return false;
    }
    String name = argument.toLowerCase(Locale.ROOT);
    boolean looksLikeFile =
        name.endsWith(".opml") || (name.endsWith(".xml") && !name.contains("/"));
    return looksLikeFile || exists(argument);
  }

  private static boolean exists(String argument) {
    try {
      return Files.exists(Path.of(argument));
    } catch (InvalidPathException e) {
      return false;
    }
  }

  private static byte[] file(Path path) {
    if (!Files.isRegularFile(path)) {
      throw new IllegalArgumentException(
          (Files.exists(path) ? "not a file: " : "no such file: ")
              + path
              + ": expected an OPML file or the URL of a feed");
    }
    try (InputStream in = Files.newInputStream(path)) {
      return bounded(in, path.toString());
    } catch (IOException e) {
      throw new IllegalArgumentException("cannot read " + path + ": " + e.getMessage(), e);
    }
  }

  private static byte[] bounded(InputStream in, String name) {
    try {
      byte[] bytes = in.readNBytes(MAX_BYTES + 1);
      if (bytes.length <= MAX_BYTES) {
        return bytes;
      }
    } catch (IOException e) {
      throw new IllegalArgumentException("cannot read " + name + ": " + e.getMessage(), e);
    }
    throw new IllegalArgumentException(
        name + " is larger than 10 MB, too much for an OPML file: split it");
  }

  private static Collection<String> opml(byte[] document, String name) {
    try {
      return OpmlReader.read(document);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(name + " is no OPML file: " + e.getMessage(), e);
    }
  }

  private static boolean isXml(byte[] input) {
    String start = new String(input, 0, Math.min(64, input.length), StandardCharsets.UTF_8);
    return start.replace("\uFEFF", "").stripLeading().startsWith("<");
  }

  private static Collection<String> lines(byte[] input) {
    return new String(input, StandardCharsets.UTF_8)
        .lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty() && !line.startsWith("#"))
        .toList();
  }
}
