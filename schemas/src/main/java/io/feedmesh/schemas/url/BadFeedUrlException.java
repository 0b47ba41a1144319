package io.feedmesh.schemas.url;

/** A text that is no feed address. The message says what was expected and what was found. */
public final class BadFeedUrlException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  BadFeedUrlException(String text, String problem) {
    super("not a feed URL: " + problem + ": " + shorten(text));
  }

  private static String shorten(String text) {
    String visible = text.replaceAll("\\p{Cntrl}", "?");
    return visible.length() <= 120 ? visible : visible.substring(0, 120) + "…";
  }
}
