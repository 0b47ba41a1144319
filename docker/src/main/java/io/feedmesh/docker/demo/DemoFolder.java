package io.feedmesh.docker.demo;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the feeds in a folder and in the folders within it: files that have a feed's extension, or
 * begin like a feed. Hidden files and folders are left out, links to folders are not followed, and
 * what can not be read is logged and left out.
 */
final class DemoFolder extends SimpleFileVisitor<Path> {
  private static final Logger LOG = LoggerFactory.getLogger(DemoFolder.class);
  private static final int MAX_FILES = 100_000;

  private final Map<Path, List<Path>> feeds = new TreeMap<>();
  private final Path root;
  private int seen;

  private DemoFolder(Path root) {
    this.root = root;
  }

  /**
   * The feeds by the folder that holds them, both sorted.
   *
   * @param root a real path ({@link Path#toRealPath})
   * @throws IllegalArgumentException if there is no such folder, no feed in it, or if it has more
   *     than 100,000 files
   */
  static Map<Path, List<Path>> feeds(Path root) {
    if (!Files.isDirectory(root)) {
      throw new IllegalArgumentException("demo feeds: expected a folder, found none at " + root);
    }
    DemoFolder folder = new DemoFolder(root);
    try {
      Files.walkFileTree(root, folder);
    } catch (IOException e) {
      throw new IllegalArgumentException("demo feeds: can not read " + root + ": " + e, e);
    }
    if (folder.feeds.isEmpty()) {
      throw new IllegalArgumentException(
          "demo feeds: expected feeds (.xml, .rss, .atom, .rdf, .json) in "
              + root
              + ", found none among "
              + folder.seen
              + " files");
    }
    folder.feeds.values().forEach(files -> files.sort(null));
    return folder.feeds;
  }

  @Override
  public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
    boolean hidden = !directory.equals(root) && isHidden(directory);
    return hidden ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
    if (++seen > MAX_FILES) {
      throw new IllegalArgumentException(
          "demo feeds: more than " + MAX_FILES + " files in " + root + "; give a smaller folder");
    }
    if (!isHidden(file) && Files.isRegularFile(file) && isFeed(file)) {
      feeds.computeIfAbsent(file.getParent(), parent -> new ArrayList<>()).add(file);
    }
    return FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult visitFileFailed(Path file, IOException e) {
    LOG.warn("demo feeds: left out {}, it can not be read: {}", file, e.toString());
    return FileVisitResult.CONTINUE;
  }

  private boolean isFeed(Path file) {
    String extension = FeedType.extension(file.getFileName().toString());
    if (FeedType.isFeedExtension(extension)) {
      return true;
    }
    try (InputStream in = Files.newInputStream(file)) {
      return FeedType.isFeedContent(in.readNBytes(FeedType.HEAD));
    } catch (IOException e) {
      visitFileFailed(file, e);
      return false;
    }
  }

  private static boolean isHidden(Path path) {
    return path.getFileName() != null && path.getFileName().toString().startsWith(".");
  }
}
