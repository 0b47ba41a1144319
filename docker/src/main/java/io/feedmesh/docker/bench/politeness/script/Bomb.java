package io.feedmesh.docker.bench.politeness.script;

import java.util.Arrays;

/**
 * A host whose small answer becomes {@value #MIB} MiB when it is decompressed. That it was not
 * taken for a document shows in that it is not asked for by its validator; that the fetcher is well
 * shows in that it polls others.
 */
public final class Bomb implements Script {
  private static final int MIB = 256;
  private static final String ETAG = "\"bomb\"";

  /** Made when first asked for: it takes a second. */
  private static final class Packed {
    static final byte[] BODY = pack();

    private static byte[] pack() {
      byte[] document = Feeds.rss("");
      byte[] blanks = new byte[1024 * 1024];
      Arrays.fill(blanks, (byte) ' ');
      return Feeds.gzip(document, blanks, MIB);
    }
  }

  @Override
  public String name() {
    return "gzip-bomb";
  }

  @Override
  public String source() {
    return "RFC 9110, 17.6";
  }

  @Override
  public String rule() {
    return "a body that swells to " + MIB + " MiB is given up";
  }

  @Override
  public Answer answer(Ask ask) {
    return Answer.feed(Packed.BODY, "ETag", ETAG, "Content-Encoding", "gzip");
  }

  @Override
  public Score score(Seen seen) {
    if (seen.visits().isEmpty()) {
      return Score.unknown("not asked");
    }
    if (seen.visits().stream().anyMatch(Visit::conditional)) {
      return Score.broken("taken for a document");
    }
    return seen.polledOthersSince(seen.visits().get(0).at())
        ? Score.kept("others were polled on")
        : Score.unknown("others were not polled often enough");
  }
}
