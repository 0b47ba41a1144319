package io.feedmesh.docker.command.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.feedmesh.docker.command.CommandException;
import io.feedmesh.docker.command.Table;
import io.feedmesh.schemas.url.FeedUrl;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** What the Streams apps know of a feed or a subscriber, asked of their API, for people. */
final class Inquiry {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int SHOWN = 100;

  private final List<String> addresses;
  private final PrintWriter out;
  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(3)).build();

  /** The first of these that answers is asked. */
  Inquiry(List<String> addresses, PrintWriter out) {
    this.addresses = addresses;
    this.out = out;
  }

  void feed(FeedUrl feed) {
    JsonNode found = get("/feeds?limit=" + SHOWN + "&url=" + encoded(feed.toString()));
    out.println(feed);
    if (!found.path("aliasOf").isNull() && found.has("aliasOf")) {
      line("alias of", found.path("aliasOf"));
    }
    if (found.path("schedule").isNull()) {
      out.println("  was never followed, or the schedule app does not run where you asked");
    }
    lines(found.path("schedule"));
    if (found.path("document").isObject()) {
      out.println();
      out.println("Document");
      lines(found.path("document"));
    }
    out.println();
    out.println("Subscribers: " + found.path("subscribers").asLong());
    subscriptions(found.path("subscriptions"), "subscriber");
  }

  void subscriber(String name) {
    JsonNode found = get("/subscribers/" + name + "?limit=" + SHOWN);
    out.printf(
        "%s: %d feeds, %d queries over all feeds%n",
        name, found.path("feeds").asLong(), found.path("searches").asLong());
    subscriptions(found.path("subscriptions"), "feed");
    if (found.path("next").isTextual()) {
      out.println("  … (the first " + SHOWN + " of them; 'feedmesh subscriptions' has all)");
    }
    out.println();
    out.println("Newest entries");
    Table table = new Table("  ", "ACCEPTED", "", "TITLE", "BECAUSE OF");
    for (JsonNode entry : found.path("entries")) {
      table.row(
          entry.path("acceptedAt").asText(),
          entry.path("kind").asText(),
          entry.path("title").asText(""),
          texts(entry.path("reasons")));
    }
    if (found.path("entries").isEmpty()) {
      out.printf(
          "  none among the last %d records of its partition%n",
          found.path("entriesLookedAt").asInt());
    } else {
      table.print(out);
    }
  }

  private void subscriptions(JsonNode all, String who) {
    if (all.isEmpty()) {
      return;
    }
    Table table = new Table("  ", who.toUpperCase(Locale.ROOT), "WANTS", "QUERY", "UNTIL", "");
    for (JsonNode one : all) {
      table.row(
          one.path(who).isTextual() ? one.path(who).asText() : "(all feeds)",
          wants(one),
          one.path("query").asText("").replace("null", ""),
          one.path("leaseUntil").asText(),
          one.path("sees").isObject() ? "sees version " + one.path("sees").path("version") : "");
    }
    table.print(out);
  }

  /** An edge's own ones tell in which state it has the feed. */
  private static String wants(JsonNode subscription) {
    String wants = texts(subscription.path("wants"));
    if (!subscription.path("createdBy").asText().equals("edge")) {
      return wants;
    }
    return (wants.contains("documents") ? "hot: " : "cold: ") + wants;
  }

  private void lines(JsonNode object) {
    for (Map.Entry<String, JsonNode> field : object.properties()) {
      if (!field.getValue().isNull()) {
        String words = field.getKey().replaceAll("([A-Z])", " $1").toLowerCase(Locale.ROOT);
        line(words, field.getValue());
      }
    }
  }

  private void line(String name, JsonNode value) {
    out.printf("  %-18s %s%n", name, value.asText());
  }

  private static String texts(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false)
        .map(JsonNode::asText)
        .collect(Collectors.joining(", "));
  }

  private JsonNode get(String path) {
    List<String> failures = new ArrayList<>();
    for (String address : addresses) {
      try {
        return get(URI.create(address.replaceAll("/+$", "") + path));
      } catch (IOException | IllegalArgumentException e) {
        failures.add(address + ": " + (e.getMessage() == null ? e.toString() : e.getMessage()));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        break;
      }
    }
    throw new CommandException(
        "no Streams app can be asked ("
            + String.join("; ", failures)
            + "): start 'feedmesh streams' or 'feedmesh up', or say with --streams where one is");
  }

  private JsonNode get(URI uri) throws IOException, InterruptedException {
    HttpResponse<byte[]> answer =
        http.send(
            HttpRequest.newBuilder(uri).timeout(PATIENCE).build(),
            HttpResponse.BodyHandlers.ofByteArray());
    JsonNode json = new ObjectMapper().readTree(answer.body());
    if (answer.statusCode() != 200) {
      throw new IOException(json.path("error").asText("it answers " + answer.statusCode()));
    }
    return json;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
