package io.feedmesh.consumers.gateway;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.feedmesh.consumers.gateway.TargetRule.Target;
import io.feedmesh.consumers.spool.SpoolPath;
import io.feedmesh.schemas.url.FeedUrl;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What Jazzer calls with ever new bytes, which it takes for a request's target: it is refused, or
 * it names one feed, whose file is within the spool and names that feed again. How to run it is in
 * CONTRIBUTING.md.
 */
public final class TargetFuzzTarget {
  private static final Path SPOOL = Path.of("/var/spool/feedmesh");
  private static final int MAX_NAME = 255; // bytes, of most file systems

  private TargetFuzzTarget() {}

  /** One try: in origin form, in absolute form, and as what somebody put into the spool. */
  public static void fuzzerTestOneInput(byte[] data) {
    String text = new String(data, ISO_8859_1);
    check(TargetRule.originForm(text));
    check(TargetRule.originForm("/https/" + text));
    check(TargetRule.absoluteForm(text));
    foreign(text);
  }

  private static void check(Target target) {
    if (!(target instanceof Target.Feed feed)) {
      return;
    }
    FeedUrl url = feed.url();
    require(FeedUrl.parse(url.toString()).equals(url), "its canonical form is another's", url);
    Path path = SpoolPath.of(url);
    Path file = SPOOL.resolve(path);
    require(!path.isAbsolute() && file.normalize().equals(file), "leaves its folder", path);
    require(path.getName(0).toString().matches("https?"), "is among the spool's own files", path);
    require(file.startsWith(SPOOL), "is outside of the spool", path);
    for (Path name : path) {
      require(name.toString().length() <= MAX_NAME, "has too long a name", path);
    }
    require(SpoolPath.feedUrl(path).equals(Optional.of(url)), "is not its file's feed", url);
    String again = "/" + url.scheme() + "/" + url.authority() + url.pathAndQuery();
    require(
        TargetRule.originForm(again).equals(target), "is not what its own address leads to", again);
  }

  /** A file of any name is no feed's, or that of the one which would be written there. */
  private static void foreign(String name) {
    if (name.indexOf('\0') >= 0) {
      return; // no file has such a name
    }
    Path path = Path.of(name);
    SpoolPath.feedUrl(path)
        .ifPresent(url -> require(SpoolPath.of(url).equals(path), "has another file", url));
  }

  private static void require(boolean holds, String what, Object of) {
    if (!holds) {
      throw new IllegalStateException(of + " " + what);
    }
  }
}
