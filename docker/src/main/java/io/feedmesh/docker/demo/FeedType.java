package io.feedmesh.docker.demo;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Media types of feeds in files, by the file's extension and its first bytes. */
final class FeedType {
  /** How many first bytes are looked at. */
  static final int HEAD = 4096;

  private static final String RSS = "application/rss+xml";
  private static final String ATOM = "application/atom+xml";
  private static final String RDF = "application/rdf+xml";
  private static final String JSON = "application/feed+json";
  private static final String XML = "application/xml";
  private static final Map<String, String> BY_EXTENSION =
      Map.of("json", JSON, "atom", ATOM, "rdf", RDF, "rss", RSS);
  private static final Pattern ROOT = Pattern.compile("<(?:\\w+:)?(rss|feed|RDF)[\\s>]");

  private FeedType() {}

  /** Lower-case extension of a file name without its dot; empty where there is none. */
  static String extension(String fileName) {
    int dot = fileName.lastIndexOf('.');
    return dot < 0 ? "" : fileName.substring(dot + 1).toLowerCase(Locale.ROOT);
  }

  /** Whether the extension alone makes a file a feed. */
  static boolean isFeedExtension(String extension) {
    return extension.equals("xml") || BY_EXTENSION.containsKey(extension);
  }

  /** Whether a file's first bytes are those of a feed. */
  static boolean isFeedContent(byte[] head) {
    return byContent(head).isPresent();
  }

  /** The media type to send, without charset: the document says that itself. */
  static String contentType(String extension, byte[] head) {
    String known = BY_EXTENSION.get(extension);
    return known != null ? known : byContent(head).orElse(XML);
  }

  private static Optional<String> byContent(byte[] head) {
    String text =
        new String(head, 0, Math.min(head.length, HEAD), StandardCharsets.ISO_8859_1)
            .replace("\0", "") // UTF-16
            .replaceFirst("^[\\u00ef\\u00bb\\u00bf\\u00fe\\u00ff]+", "")
            .strip();
    if (text.startsWith("{")) {
      return text.contains("jsonfeed.org") ? Optional.of(JSON) : Optional.empty();
    }
    Matcher root = ROOT.matcher(text);
    if (!text.startsWith("<") || !root.find()) {
      return Optional.empty();
    }
    return switch (root.group(1)) {
      case "rss" -> Optional.of(RSS);
      case "feed" -> Optional.of(ATOM);
      default -> Optional.of(RDF);
    };
  }
}
