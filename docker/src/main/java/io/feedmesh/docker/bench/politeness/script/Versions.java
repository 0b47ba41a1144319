package io.feedmesh.docker.bench.politeness.script;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Feeds whose validators are written as only real servers write them; they must come back byte for
 * byte (RFC 9110, sections 8.8 and 13.1).
 */
public final class Versions implements Script {
  private static final String ODD_DATE = "22 Nov 2026 10:00:00 +0000";
  private static final String DATE = "Sun, 22 Nov 2026 10:00:00 GMT";

  private final String name;
  private final String rule;
  private final String lastModified;
  private final List<String> etags;

  private Versions(String name, String rule, String lastModified, List<String> etags) {
    this.name = name;
    this.rule = rule;
    this.lastModified = lastModified;
    this.etags = etags;
  }

  /** Without quotes, with wrong ones, with quotes within, empty, with a letter beyond ASCII. */
  public static Versions odd() {
    return new Versions(
        "odd-validators",
        "validators with odd quoting come back byte for byte",
        ODD_DATE,
        List.of("abc", "'single'", "\"a\"b\"", "\"\"", "\"caf\u00e9\"", "\"a, b\"", "\"half"));
  }

  /** Weak ones (RFC 9110, section 8.8.1). */
  public static Versions weak() {
    return new Versions(
        "weak-validators",
        "weak tags come back byte for byte",
        DATE,
        List.of("W/\"weak\"", "w/\"small\"", "W/unquoted", "\"tag-gzip\""));
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String source() {
    return "RFC 9110, 8.8, 13.1";
  }

  @Override
  public String rule() {
    return rule;
  }

  @Override
  public List<String> paths() {
    List<String> paths = new ArrayList<>();
    for (int i = 0; i < etags.size(); i++) {
      paths.add("/" + i + ".xml");
    }
    return paths;
  }

  @Override
  public Answer answer(Ask ask) {
    String etag = etag(ask.path());
    return etag.equals(ask.field("If-None-Match"))
        ? Answer.status(304, "ETag", etag.replace("-gzip", ""), "Last-Modified", lastModified)
        : Answer.feed("ETag", etag, "Last-Modified", lastModified);
  }

  @Override
  public Score score(Seen seen) {
    int twice = 0;
    for (String path : paths()) {
      List<Visit> visits = Visit.to(path, seen.visits());
      for (Visit visit : visits.subList(Math.min(1, visits.size()), visits.size())) {
        if (!Objects.equals(visit.field("If-None-Match"), etag(path))
            || !Objects.equals(visit.field("If-Modified-Since"), lastModified)) {
          return Score.broken(
              etag(path)
                  + " came back as "
                  + visit.field("If-None-Match")
                  + " with "
                  + visit.field("If-Modified-Since"));
        }
      }
      twice += visits.size() > 1 ? 1 : 0;
    }
    String detail = twice + " of " + etags.size() + " came back";
    return twice == 0 ? Score.unknown(detail) : Score.kept(detail);
  }

  private String etag(String path) {
    return etags.get(Integer.parseInt(path.substring(1, path.length() - ".xml".length())));
  }
}
