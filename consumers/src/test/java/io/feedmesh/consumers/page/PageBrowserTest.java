package io.feedmesh.consumers.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.feedmesh.consumers.json.SampleEntries;
import io.feedmesh.consumers.live.ChangesHandler;
import io.feedmesh.consumers.live.LiveChanges;
import io.feedmesh.consumers.live.LiveConfig;
import io.feedmesh.schemas.http.Health;
import io.feedmesh.schemas.http.RoleServer;
import io.feedmesh.schemas.kafka.KafkaSettings;
import io.feedmesh.schemas.kafka.RecordSender;
import io.feedmesh.schemas.record.Entry;
import io.feedmesh.schemas.testing.TestBroker;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

@Tag("browser")
class PageBrowserTest {
  private static final String HOSTILE = "<img src=x onerror=\"document.title='owned'\">";

  @TempDir(cleanup = CleanupMode.NEVER)
  Path folder;

  private final KafkaSettings kafka = TestBroker.shared().withTopics(1);
  private final SamplePage data = new SamplePage();

  @Test
  void showsFeedsAndEntriesAsTheyArriveAndRunsNothingThatTheySay() throws Exception {
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    Health health = new Health();
    data.with("https://example.org/feed").with("https://example.org/" + HOSTILE);
    try (LiveChanges live = new LiveChanges(kafka, LiveConfig.of("edge"), registry, health);
        ChangesHandler changes = new ChangesHandler(live, registry, feed -> {});
        PageHandler page = new PageHandler(data);
        RecordSender sender = kafka.sender("page-test");
        RoleServer server = new RoleServer("edge", 0, health, registry, List.of(changes, page))) {
      live.start();
      server.start();
      publish(sender, SampleEntries.entry("Before the page").build());
      publish(sender, SampleEntries.entry(HOSTILE).setLink("javascript:alert(1)").build());
      String url = "http://127.0.0.1:" + server.port() + "/";
      try (Chromium chromium = Chromium.open(folder, url)) {
        await()
            .until(
                chromium::dom,
                contains("Before the page", ">live</p>", "&lt;b&gt;title&lt;/b&gt;"));
        publish(sender, SampleEntries.entry("While it is open").build());
        await().until(chromium::dom, contains("While it is open"));

        assertThat(chromium.dom())
            .contains("&lt;img src=x onerror=")
            .contains("<polyline", "rel=\"noopener noreferrer nofollow\"")
            .doesNotContain("<img src=\"x\"", "<title>owned", "href=\"javascript:");
        Path folder = Files.createDirectories(Path.of("target", "page"));
        chromium.screenshot(folder.resolve("light.png"), 1280, 860, false);
        chromium.screenshot(folder.resolve("dark.png"), 1280, 860, true);
        chromium.screenshot(folder.resolve("phone.png"), 390, 844, false);
        assertThat(chromium.evaluate("document.documentElement.scrollWidth"))
            .as("fits the width of a phone")
            .isEqualTo("390");
      }
    }
  }

  private static Predicate<String> contains(String... parts) {
    return dom -> Stream.of(parts).allMatch(dom::contains);
  }

  private void publish(RecordSender sender, Entry entry) {
    var change = SampleEntries.change("https://example.org/feed", Instant.now(), entry);
    change.put("feedTitle", "A feed & its <b>title</b>");
    sender
        .send(kafka.topics().entryViews, "edge", SampleEntries.view("edge", change))
        .orTimeout(10, TimeUnit.SECONDS)
        .join();
  }
}
