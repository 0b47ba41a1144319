package io.feedmesh.docker.demo;

import io.feedmesh.schemas.url.BadFeedUrlException;
import io.feedmesh.schemas.url.FeedUrl;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a folder of feeds is published as: each file as a feed under {@code /feeds/}, each folder
 * whose feeds are at least two and all have numbers for names as one feed under {@code /history/}.
 */
final class DemoFeeds {
  private static final Logger LOG = LoggerFactory.getLogger(DemoFeeds.class);
  private static final Pattern NUMBERED = Pattern.compile("\\d+(\\.\\w+)?");
  private static final Comparator<Path> BY_NUMBER =
      Comparator.comparing(DemoFeeds::number, Comparator.comparingInt(String::length))
          .thenComparing(DemoFeeds::number)
          .thenComparing(Comparator.naturalOrder());

  private final Path root;
  private final PublisherState state;
  private final Duration pace;
  private final Instant now;
  private final List<Publication> publications = new ArrayList<>();

  private DemoFeeds(Path root, PublisherState state, Duration pace, Instant now) {
    this.root = root;
    this.state = state;
    this.pace = pace;
    this.now = now;
  }

  /**
   * All publications of a folder.
   *
   * @param pace how long each version of a history stays
   * @throws IllegalArgumentException if the folder is missing or has no feeds
   */
  static List<Publication> publications(
      Path folder, PublisherState state, Duration pace, Instant now) {
    Path root = realPath(folder);
    Map<Path, List<Path>> feeds = DemoFolder.feeds(root);
    DemoFeeds demo = new DemoFeeds(root, state, pace, now);
    feeds.forEach(demo::add);
    return List.copyOf(demo.publications);
  }

  private void add(Path folder, List<Path> files) {
    boolean numbered =
        files.stream().allMatch(file -> NUMBERED.matcher(file.getFileName().toString()).matches());
    if (numbered && files.size() > 1) {
      history(folder, files.stream().sorted(BY_NUMBER).toList());
      return;
    }
    for (Path file : files) {
      path("/feeds/" + relative(file), file)
          .ifPresent(path -> publications.add(new FeedFile(path, file)));
    }
  }

  private void history(Path folder, List<Path> versions) {
    String extension = FeedType.extension(versions.get(0).getFileName().toString());
    String relative = relative(folder);
    String url =
        "/history"
            + (relative.isEmpty() ? "" : "/" + relative)
            + (extension.isEmpty() ? ".xml" : "." + extension);
    String key = folder.toUri().getRawPath();
    double phase = Math.floorMod(key.hashCode(), 90) / 100.0;
    path(url, folder)
        .ifPresent(
            path ->
                publications.add(
                    new History(
                        String.valueOf(folder.getFileName()),
                        path,
                        versions,
                        state.base("history." + key, pace, now),
                        pace,
                        phase)));
  }

  /** The canonical form of a path, or nothing if no feed URL can have it. */
  private static Optional<String> path(String path, Path file) {
    try {
      return Optional.of(FeedUrl.parse("http://127.0.0.1:65535" + path).path());
    } catch (BadFeedUrlException e) {
      LOG.warn("demo feeds: left out {}: {}", file, e.getMessage());
      return Optional.empty();
    }
  }

  /** Path below the root, percent-encoded byte for byte whatever the platform's charset is. */
  private String relative(Path path) {
    String below = path.toUri().getRawPath().substring(root.toUri().getRawPath().length());
    return below.endsWith("/") ? below.substring(0, below.length() - 1) : below;
  }

  /** The number that a file's name begins with, without leading zeros. */
  private static String number(Path file) {
    return file.getFileName().toString().replaceFirst("\\..*", "").replaceFirst("^0+(?=.)", "");
  }

  private static Path realPath(Path folder) {
    try {
      return folder.toRealPath();
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "demo feeds: expected a folder, found none at " + folder.toAbsolutePath(), e);
    }
  }
}
