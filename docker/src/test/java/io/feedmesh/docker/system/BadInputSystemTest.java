package io.feedmesh.docker.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.feedmesh.docker.bench.FeedOrigin;
import io.feedmesh.docker.up.UpApp;
import io.feedmesh.docker.up.UpConfig;
import io.feedmesh.schemas.body.Bodies;
import io.feedmesh.schemas.kafka.RecordSender;
import io.feedmesh.schemas.record.FetchFailure;
import io.feedmesh.schemas.record.FetchResult;
import io.feedmesh.schemas.record.Reject;
import io.feedmesh.schemas.record.RejectReason;
import io.feedmesh.schemas.record.Subscription;
import io.feedmesh.schemas.record.Wanted;
import io.feedmesh.schemas.testing.RawOrigin;
import io.feedmesh.schemas.topic.Topics;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is bad is refused with a reason and counted, and a good feed beside it goes on. */
class BadInputSystemTest {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @TempDir Path folder;

  @Test
  void badDocumentsAreRefusedEachWithItsReasonAndGoodOnesGoOn() throws Exception {
    try (FeedOrigin good = new FeedOrigin();
        RawOrigin bad = new RawOrigin(BadInputSystemTest::answer);
        UpApp up = new UpApp(UpConfig.local(folder.resolve("data")))) {
      up.start(step -> {});
      good.publish("/good.xml", Rss.feed("good", 1), "application/rss+xml");
      String[] kinds = {"garbage", "html", "image", "empty", "large", "endless", "bomb", "cut"};
      for (String kind : kinds) {
        subscribe(up, bad.url("/" + kind).toString());
      }
      subscribe(up, good.url("/good.xml"));
      Topics topics = up.kafka().topics();

      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () -> {
                assertThat(rejects(up))
                    .containsEntry("/image", RejectReason.NOT_A_FEED)
                    .containsEntry("/empty", RejectReason.EMPTY)
                    .containsKey("/garbage");
                assertThat(failures(up))
                    .containsEntry("/html", FetchFailure.NOT_A_FEED)
                    .containsEntry("/large", FetchFailure.TOO_LARGE)
                    .containsEntry("/endless", FetchFailure.TOO_LARGE)
                    .containsEntry("/bomb", FetchFailure.TOO_LARGE)
                    .containsKey("/cut");
              });
      good.publish("/good.xml", Rss.feed("good", 2), "application/rss+xml");
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(EntriesLog.read(up.kafka(), topics.entries))
                      .extracting(change -> change.getEntry().getId())
                      .containsExactly("good-1", "good-2"));
      assertThat(up.registry().scrape()).contains("feedmesh_", "reject");
      assertThat(up.failed()).isNotDone();
    }
  }

  private static Map<String, RejectReason> rejects(UpApp up) {
    Map<String, RejectReason> found = new HashMap<>();
    for (Reject reject : EntriesLog.read(up.kafka(), up.kafka().topics().rejects)) {
      found.put(path(reject.getFeedUrl()), reject.getReason());
    }
    return found;
  }

  private static Map<String, FetchFailure> failures(UpApp up) {
    Map<String, FetchFailure> found = new HashMap<>();
    for (FetchResult result : EntriesLog.read(up.kafka(), up.kafka().topics().fetchResults)) {
      if (result.getFailure() != null) {
        found.put(path(result.getFeedUrl()), result.getFailure());
      }
    }
    return found;
  }

  private static String path(String url) {
    return url.substring(url.lastIndexOf('/'));
  }

  private static void subscribe(UpApp up, String url) {
    Instant now = Instant.now();
    Subscription subscription =
        Subscription.newBuilder()
            .setFeedUrl(url)
            .setSubscriber(UpApp.EDGE_NAME)
            .setWants(List.of(Wanted.DOCUMENTS, Wanted.ENTRIES))
            .setLeaseUntil(now.plus(Duration.ofDays(1)))
            .setCreatedAt(now)
            .build();
    try (RecordSender sender = up.kafka().sender("test")) {
      sender
          .send(up.kafka().topics().subscriptions, url + " " + UpApp.EDGE_NAME, subscription)
          .join();
    }
  }

  private static boolean answer(String head, OutputStream out) throws IOException {
    switch (head.substring(5, head.indexOf(' ', 5))) {
      case "garbage" ->
          send(
              out,
              "application/feed+json",
              "{\"version\":\"https://jsonfeed.org/version/1\",\"items\":[{");
      case "html" -> send(out, "text/html", "<!doctype html><title>Hello</title><p>No feed.");
      case "image" -> send(out, "image/png", "\u0089PNG\r\n\u001a\n\u0000\u0000\u0000\rIHDR");
      case "empty" -> send(out, "application/rss+xml", "");
      case "large" -> pour(out, "Content-Length: 50000000\r\n", 50_000_000);
      case "endless" -> pour(out, "", Long.MAX_VALUE);
      case "bomb" -> bomb(out);
      default -> raw(out, "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n<rss>");
    }
    return false;
  }

  private static void bomb(OutputStream out) throws IOException {
    byte[] zipped = Bodies.bytes(Bodies.gzip(new byte[100_000_000]));
    raw(
        out,
        "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: "
            + zipped.length
            + "\r\n\r\n");
    out.write(zipped);
  }

  private static void pour(OutputStream out, String header, long bytes) throws IOException {
    raw(out, "HTTP/1.1 200 OK\r\n" + header + "Connection: close\r\n\r\n<rss>");
    byte[] chunk = "<item>more</item>".repeat(1000).getBytes(StandardCharsets.US_ASCII);
    for (long sent = 0; sent < bytes; sent += chunk.length) {
      out.write(chunk); // ends with an exception when the fetcher has had enough
    }
  }

  private static void send(OutputStream out, String type, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.ISO_8859_1);
    raw(
        out,
        "HTTP/1.1 200 OK\r\nContent-Type: "
            + type
            + "\r\nContent-Length: "
            + bytes.length
            + "\r\nConnection: close\r\n\r\n");
    out.write(bytes);
  }

  private static void raw(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.ISO_8859_1));
  }
}
