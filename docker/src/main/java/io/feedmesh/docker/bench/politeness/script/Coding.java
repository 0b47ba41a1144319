package io.feedmesh.docker.bench.politeness.script;

import java.util.List;
import java.util.Locale;

/** A host that compresses for those who take it (RFC 9110, section 8.4). */
public final class Coding implements Script {
  private static final String ETAG = "\"coded\"";

  private final String coding;

  private Coding(String coding) {
    this.coding = coding;
  }

  /** RFC 1952. */
  public static Coding gzip() {
    return new Coding("gzip");
  }

  /** RFC 7932. */
  public static Coding brotli() {
    return new Coding("br");
  }

  @Override
  public String name() {
    return "coding-" + coding;
  }

  @Override
  public String source() {
    return "RFC 9110, 12.5.3";
  }

  @Override
  public String rule() {
    return coding + " is asked for and read";
  }

  @Override
  public Answer answer(Ask ask) {
    if (ETAG.equals(ask.field("If-None-Match"))) {
      return Answer.status(304, "ETag", ETAG);
    }
    if (!takes(ask.field("Accept-Encoding"))) {
      return Answer.feed("ETag", ETAG, "Vary", "Accept-Encoding");
    }
    byte[] plain = Feeds.rss("");
    return Answer.feed(
        coding.equals("br") ? Feeds.brotli(plain) : Feeds.gzip(plain),
        "ETag",
        ETAG,
        "Vary",
        "Accept-Encoding",
        "Content-Encoding",
        coding);
  }

  @Override
  public Score score(Seen seen) {
    List<Visit> visits = seen.visits();
    if (visits.isEmpty()) {
      return Score.unknown("not asked");
    }
    if (!takes(visits.get(0).field("Accept-Encoding"))) {
      return Score.broken("Accept-Encoding: " + visits.get(0).field("Accept-Encoding"));
    }
    return visits.size() < 2
        ? Score.unknown("asked once")
        : Score.of(
            visits.get(1).conditional(),
            visits.get(1).conditional() ? "read, and kept" : "not kept: asked for it again");
  }

  private boolean takes(String accepted) {
    return accepted != null
        && List.of(accepted.toLowerCase(Locale.ROOT).split("\\s*[,;]\\s*")).contains(coding);
  }
}
