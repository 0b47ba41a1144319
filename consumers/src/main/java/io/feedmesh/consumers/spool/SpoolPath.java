package io.feedmesh.consumers.spool;

import io.feedmesh.schemas.url.BadFeedUrlException;
import io.feedmesh.schemas.url.FeedUrl;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Where a feed lies in the spool: {@code <scheme>/<authority>/<path…>[?<query>].gz}, letter for
 * letter as in the canonical feed URL, percent-encoding included, so that a static HTTP server
 * finds the file for the request target {@code /https/example.org/feed.xml} by adding {@code .gz}.
 *
 * <p>A canonical URL never has the characters {@code #} and {@code |}. They mark where a file name
 * must differ from the URL:
 *
 * <ul>
 *   <li>an empty segment, {@code .} and {@code ..} get a {@code #} behind them: {@code /blog/} is
 *       {@code blog/#.gz};
 *   <li>a folder whose name ends in {@code .gz} gets one too, so that no folder can have the name
 *       of a feed's file: {@code /a.gz/b} is {@code a.gz#/b.gz};
 *   <li>a segment longer than {@value #CHUNK} characters goes on in the next path element, and each
 *       element that goes on ends in {@code #+};
 *   <li>from the {@value #MAX_DEPTH}th segment on a slash is written as {@code |} and makes no
 *       folder.
 * </ul>
 *
 * <p>Thus each feed has one path, each path one feed, and no path leaves the spool. Names keep
 * their case: on a file system that ignores it, two feeds that differ in nothing else share a file,
 * which the spool notices by the URL inside the file.
 */
public final class SpoolPath {
  private static final String SUFFIX = ".gz";
  private static final String MARK = "#";
  private static final String GOES_ON = "#+";
  private static final int CHUNK = 200;
  private static final int MAX_DEPTH = 32;

  private SpoolPath() {}

  /** The path relative to the spool's folder. */
  public static Path of(FeedUrl url) {
    List<String> elements = new ArrayList<>();
    elements.add(url.scheme());
    addSegment(url.authority(), elements, false);
    String[] segments = url.pathAndQuery().substring(1).split("/", MAX_DEPTH);
    for (int i = 0; i < segments.length; i++) {
      addSegment(segments[i].replace('/', '|'), elements, i == segments.length - 1);
    }
    return Path.of(elements.get(0), elements.subList(1, elements.size()).toArray(String[]::new));
  }

  /** The feed that has this relative path; empty if none has. */
  public static Optional<FeedUrl> feedUrl(Path relative) {
    if (relative.isAbsolute() || relative.getNameCount() < 3) {
      return Optional.empty();
    }
    String file = relative.getFileName().toString();
    if (!file.endsWith(SUFFIX)) {
      return Optional.empty();
    }
    StringBuilder text = new StringBuilder(relative.getName(0) + "://");
    for (int i = 1; i < relative.getNameCount() - 1; i++) {
      addElement(relative.getName(i).toString(), "/", text);
    }
    addElement(file.substring(0, file.length() - SUFFIX.length()), "", text);
    try {
      FeedUrl url = FeedUrl.parse(text.toString());
      return of(url).equals(relative) ? Optional.of(url) : Optional.empty();
    } catch (BadFeedUrlException e) {
      return Optional.empty(); // a file that somebody else put there
    }
  }

  private static void addSegment(String segment, List<String> elements, boolean last) {
    String rest = segment;
    while (rest.length() > CHUNK) {
      elements.add(rest.substring(0, CHUNK) + GOES_ON);
      rest = rest.substring(CHUNK);
    }
    boolean special = rest.isEmpty() || rest.equals(".") || rest.equals("..");
    boolean looksLikeFile = !last && rest.toLowerCase(Locale.ROOT).endsWith(SUFFIX);
    elements.add(rest + (special || looksLikeFile ? MARK : "") + (last ? SUFFIX : ""));
  }

  private static void addElement(String element, String separator, StringBuilder text) {
    String mark = element.endsWith(GOES_ON) ? GOES_ON : element.endsWith(MARK) ? MARK : "";
    String segment = element.substring(0, element.length() - mark.length());
    text.append(segment.replace('|', '/')).append(mark.equals(GOES_ON) ? "" : separator);
  }
}
