package io.feedmesh.producers.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import io.feedmesh.producers.TopicContents;
import io.feedmesh.schemas.http.Health;
import io.feedmesh.schemas.kafka.KafkaSettings;
import io.feedmesh.schemas.kafka.RecordSender;
import io.feedmesh.schemas.record.FetchOutcome;
import io.feedmesh.schemas.record.FetchReason;
import io.feedmesh.schemas.record.FetchRequest;
import io.feedmesh.schemas.record.FetchResult;
import io.feedmesh.schemas.testing.TestBroker;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.junit.jupiter.api.Test;

class FetcherAppLoadTest {
  private static final int AT_ONCE = 1000;
  private static final int REQUESTS = 1500;

  @Test
  void aThousandRequestsAreUnderWayAtOnceAndTheOthersFollow() throws Exception {
    KafkaSettings kafka = TestBroker.shared().withTopics(2);
    Gate gate = new Gate();
    Server server = new Server(new QueuedThreadPool(8));
    ServerConnector connector = new ServerConnector(server, 1, 1);
    connector.setHost("127.0.0.1");
    connector.setAcceptQueueSize(2 * AT_ONCE);
    server.addConnector(connector);
    server.setHandler(gate);
    server.start();
    FetcherConfig config =
        new FetcherConfig(
            "load", AT_ONCE, Duration.ofSeconds(60), 100_000, 5, true, "https://bot.example");
    try (RecordSender sender = kafka.sender("test");
        FetcherApp app =
            new FetcherApp(
                kafka,
                config,
                new PrometheusMeterRegistry(PrometheusConfig.DEFAULT),
                new Health())) {
      Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
      for (int i = 0; i < REQUESTS; i++) {
        String url = "http://127.0.0.1:" + connector.getLocalPort() + "/" + i;
        var unused =
            sender.send(
                kafka.topics().fetchRequests,
                url,
                FetchRequest.newBuilder()
                    .setFeedUrl(url)
                    .setReason(FetchReason.DUE)
                    .setRequestedAt(now)
                    .setDeadline(now.plusSeconds(120))
                    .build());
      }
      sender.flush();

      app.start();

      List<FetchResult> results =
          new TopicContents(kafka).read(kafka.topics().fetchResults, REQUESTS);
      assertThat(results).hasSize(REQUESTS);
      assertThat(results).extracting(FetchResult::getOutcome).containsOnly(FetchOutcome.CHANGED);
      assertThat(results).extracting(FetchResult::getFeedUrl).doesNotHaveDuplicates();
      assertThat(gate.most()).isEqualTo(AT_ONCE);
      assertThat(new TopicContents(kafka).read(kafka.topics().changes, REQUESTS)).hasSize(REQUESTS);
    } finally {
      server.stop();
    }
  }

  /** Answers nobody before a thousand have asked, then everybody at once. */
  private static final class Gate extends Handler.Abstract.NonBlocking {
    private final List<Runnable> waiting = new ArrayList<>();
    private boolean open;
    private int most;

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
      String path = Request.getPathInContext(request);
      Runnable answer = () -> Content.Sink.write(response, true, "feed " + path, callback);
      List<Runnable> ready = List.of();
      synchronized (this) {
        waiting.add(answer);
        most = Math.max(most, waiting.size());
        open |= waiting.size() == AT_ONCE;
        if (open) {
          ready = List.copyOf(waiting);
          waiting.clear();
        }
      }
      ready.forEach(Runnable::run);
      return true;
    }

    synchronized int most() {
      return most;
    }
  }
}
