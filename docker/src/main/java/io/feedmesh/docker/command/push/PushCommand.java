package io.feedmesh.docker.command.push;

import io.feedmesh.docker.command.CommandException;
import io.feedmesh.docker.command.CommonOptions;
import io.feedmesh.schemas.url.FeedUrl;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code feedmesh push}. */
@Command(
    name = "push",
    description = "Hand in the document of a feed, as an aggregation service does.",
    footer = {
      "",
      "Examples:",
      "  feedmesh push https://example.org/feed.xml feed.xml --token $TOKEN",
      "  curl -s https://example.org/feed.xml | feedmesh push https://example.org/feed.xml -"
    })
public final class PushCommand implements Runnable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int MAX_DOCUMENT = 10 * 1024 * 1024;

  @Mixin private CommonOptions options;

  @Parameters(
      index = "0",
      paramLabel = "URL",
      description = "Address of the feed (https:// may be left out).")
  private FeedUrl feed;

  @Parameters(index = "1", paramLabel = "FILE", description = "The document; - for stdin.")
  private String file;

  @Option(
      names = "--token",
      paramLabel = "TOKEN",
      required = true,
      description = "As feedmesh token makes it; better from the environment (FEEDMESH_TOKEN).")
  private String token;

  @Option(
      names = "--receiver",
      paramLabel = "URL",
      defaultValue = "http://localhost:8081",
      description = "The receiver (default: ${DEFAULT-VALUE}).")
  private URI receiver;

  @Option(
      names = "--content-type",
      paramLabel = "TYPE",
      defaultValue = "application/xml",
      description = "What the document is sent as (default: ${DEFAULT-VALUE}).")
  private String contentType;

  @Override
  public void run() {
    HttpRequest request = options.checked(() -> request(document()));
    try {
      HttpResponse<String> answer =
          HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
      if (answer.statusCode() / 100 != 2) {
        throw new CommandException(
            "the receiver answered " + answer.statusCode() + ": " + answer.body().strip());
      }
      options.out().println(answer.body().strip());
    } catch (ConnectException e) {
      throw new CommandException("no receiver answers at " + receiver + " (--receiver)", e);
    } catch (IOException e) {
      throw new CommandException("the receiver at " + receiver + " did not answer: " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandException("interrupted before the receiver answered", e);
    }
  }

  private HttpRequest request(byte[] document) {
    String base = receiver.toString().replaceFirst("/$", "");
    String query = "url=" + URLEncoder.encode(feed.toString(), StandardCharsets.UTF_8);
    return HttpRequest.newBuilder(URI.create(base + "/push?" + query))
        .timeout(PATIENCE)
        .header("Authorization", "Bearer " + token)
        .header("Content-Type", contentType)
        .POST(BodyPublishers.ofByteArray(document))
        .build();
  }

  private byte[] document() {
    try {
      byte[] document =
          file.equals("-")
              ? System.in.readNBytes(MAX_DOCUMENT + 1)
              : Files.readAllBytes(Path.of(file));
      if (document.length > MAX_DOCUMENT) {
        throw new CommandException(
            file + ": expected up to " + MAX_DOCUMENT + " bytes, found more");
      }
      return document;
    } catch (IOException e) {
      throw new CommandException(file + " cannot be read: " + e.getMessage(), e);
    }
  }
}
