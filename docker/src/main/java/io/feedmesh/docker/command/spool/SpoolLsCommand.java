package io.feedmesh.docker.command.spool;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.feedmesh.consumers.spool.SpoolFolder;
import io.feedmesh.consumers.spool.SpoolFormatException;
import io.feedmesh.consumers.spool.SpooledFeed;
import io.feedmesh.docker.command.CommonOptions;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code feedmesh spool ls}. */
@Command(
    name = "ls",
    description = "The feeds of a spool, in the order of their addresses.",
    footer = {
      "",
      "Feeds that are cold have no file: status --feed, and the edge's page, know of them.",
      "With --long: bytes before gzip, the Last-Modified and the ETag that the origin gave it.",
      "",
      "Examples:",
      "  feedmesh spool ls",
      "  feedmesh spool ls --long https://example.org/",
      "  feedmesh spool ls --json example.org | jq .etag"
    })
final class SpoolLsCommand implements Callable<Integer> {
  private static final JsonFactory JSON = new JsonFactory();

  @Mixin private CommonOptions options;
  @Mixin private SpoolOption spool;

  @Option(
      names = {"-l", "--long"},
      description = "Size, Last-Modified and ETag, too.")
  private boolean details;

  @Option(names = "--json", description = "All that is known, one JSON object a line.")
  private boolean json;

  @Parameters(
      paramLabel = "PREFIX",
      arity = "0..1",
      description = "How addresses begin, with their scheme or without.")
  private String prefix = "";

  @Override
  public Integer call() throws IOException {
    SpoolFolder folder = spool.folder();
    int damaged = 0;
    for (Path file : wanted(folder.files())) {
      try {
        print(file, folder.look(file));
      } catch (NoSuchFileException e) {
        // removed meanwhile
      } catch (SpoolFormatException e) {
        damaged++;
      }
    }
    if (damaged > 0) {
      options.err().println("feedmesh: left out damaged files: " + damaged + " (see spool verify)");
    }
    return damaged > 0 ? 1 : 0;
  }

  private Iterable<Path> wanted(List<Path> files) {
    TreeMap<String, Path> found = new TreeMap<>();
    for (Path file : files) {
      try {
        String url = SpoolFolder.feedUrl(file).toString();
        if (url.startsWith(prefix) || url.substring(url.indexOf("://") + 3).startsWith(prefix)) {
          found.put(url, file);
        }
      } catch (SpoolFormatException e) {
        // a file that is no feed's
      }
    }
    return found.values();
  }

  private void print(Path file, SpooledFeed feed) throws IOException {
    if (json) {
      options.out().println(json(file, feed));
    } else if (details) {
      String etag = feed.etag() == null ? "" : "  " + feed.etag();
      options
          .out()
          .printf("%10d  %s  %s%s%n", feed.size(), seconds(feed.modified()), feed.url(), etag);
    } else {
      options.out().println(feed.url());
    }
  }

  private static String json(Path file, SpooledFeed feed) throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator out = JSON.createGenerator(text)) {
      out.writeStartObject();
      out.writeStringField("url", feed.url().toString());
      out.writeStringField("file", file.toString());
      out.writeNumberField("size", feed.size());
      out.writeStringField("lastModified", seconds(feed.modified()));
      out.writeStringField("etag", feed.etag());
      out.writeStringField("contentType", feed.contentType());
      out.writeStringField("sha256", feed.hash());
      out.writeNumberField("version", feed.version());
      out.writeStringField("acceptedAt", Instant.ofEpochMilli(feed.acceptedAt()).toString());
      out.writeStringField("spooledAt", Instant.ofEpochMilli(feed.spooledAt()).toString());
      out.writeEndObject();
    }
    return text.toString();
  }

  private static String seconds(long millis) {
    return Instant.ofEpochSecond(Math.floorDiv(millis, 1000)).toString();
  }
}
