package io.feedmesh.docker.bench.politeness.script;

import java.util.Locale;

/** A host that has its feed in one form only, and would like to know whether that is wanted. */
public final class Accepting implements Script {
  @Override
  public String name() {
    return "accept";
  }

  @Override
  public String source() {
    return "RFC 9110, 12.5.1";
  }

  @Override
  public String rule() {
    return "Accept names the types of feeds";
  }

  @Override
  public Answer answer(Ask ask) {
    return Answer.feed();
  }

  @Override
  public Score score(Seen seen) {
    if (seen.visits().isEmpty()) {
      return Score.unknown("not asked");
    }
    String accept = String.valueOf(seen.visits().get(0).field("Accept"));
    String types = accept.toLowerCase(Locale.ROOT);
    return Score.of(
        types.contains("application/rss+xml") && types.contains("application/atom+xml"),
        accept.length() > 60 ? accept.substring(0, 60) + "…" : accept);
  }
}
