package io.feedmesh.schemas.origin;

import static org.assertj.core.api.Assertions.assertThat;

import io.feedmesh.schemas.origin.OriginAnswer.Answered;
import io.feedmesh.schemas.url.FeedUrl;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.junit.jupiter.api.Test;

class OriginClientLoadTest {
  private static final int REQUESTS = 1000;

  @Test
  void runsAThousandRequestsAtOnceOnAHandfulOfThreads() throws Exception {
    Gate gate = new Gate();
    Server server = new Server(new QueuedThreadPool(8));
    ServerConnector connector = new ServerConnector(server, 1, 1);
    connector.setHost("127.0.0.1");
    connector.setAcceptQueueSize(2 * REQUESTS);
    server.addConnector(connector);
    server.setHandler(gate);
    server.start();
    OriginConfig config = OriginConfig.of("load", true).withMaxConnectionsPerHost(REQUESTS);
    try (OriginClient client = new OriginClient(config)) {
      ThreadMXBean threads = ManagementFactory.getThreadMXBean();
      int others = threads.getThreadCount();
      threads.resetPeakThreadCount();
      List<CompletableFuture<OriginAnswer>> answers = new ArrayList<>();
      for (int i = 0; i < REQUESTS; i++) {
        FeedUrl url = FeedUrl.parse("http://127.0.0.1:" + connector.getLocalPort() + "/feed/" + i);
        answers.add(
            client.get(new OriginRequest(url, Map.of(), Duration.ofSeconds(60), 1_000_000)));
      }

      CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new)).join();

      for (int i = 0; i < REQUESTS; i++) {
        assertThat(answers.get(i).join()).isInstanceOf(Answered.class);
        Answered answer = (Answered) answers.get(i).join();
        assertThat(answer.body()).asString(StandardCharsets.UTF_8).isEqualTo("/feed/" + i);
      }
      assertThat(threads.getPeakThreadCount() - others).isLessThan(60);
    } finally {
      server.stop();
    }
  }

  /** Answers nobody before all have asked, so that they are really under way at once. */
  private static final class Gate extends Handler.Abstract.NonBlocking {
    private final List<Runnable> waiting = new ArrayList<>();

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
      String path = Request.getPathInContext(request);
      List<Runnable> ready = List.of();
      synchronized (waiting) {
        waiting.add(() -> Content.Sink.write(response, true, path, callback));
        if (waiting.size() == REQUESTS) {
          ready = List.copyOf(waiting);
        }
      }
      ready.forEach(Runnable::run);
      return true;
    }
  }
}
