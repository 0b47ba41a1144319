package io.feedmesh.docker.role;

import io.feedmesh.docker.command.Cluster;
import io.feedmesh.docker.command.KafkaOptions;
import io.feedmesh.docker.command.UnreachableException;
import io.feedmesh.docker.process.Part;
import io.feedmesh.docker.process.Parts;
import io.feedmesh.schemas.http.Health;
import io.feedmesh.schemas.http.Metrics;
import io.feedmesh.schemas.http.RoleServer;
import io.feedmesh.schemas.kafka.KafkaSettings;
import io.feedmesh.schemas.topic.Topic;
import io.feedmesh.schemas.topic.TopicAdmin;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntSupplier;
import org.apache.kafka.common.KafkaException;
import org.eclipse.jetty.server.Handler;

/** Runs one role as a process of its own against a cluster that is there already. */
final class RoleRunner {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private RoleRunner() {}

  /** What a role is made from. */
  record Context(KafkaSettings kafka, PrometheusMeterRegistry registry, Health health) {}

  /**
   * A role, made but not started.
   *
   * @param parts start and stop together
   * @param port of its HTTP server, once started
   * @param failed completes with the bug that stops it
   */
  record Role(List<Part> parts, IntSupplier port, CompletableFuture<Throwable> failed) {
    /** With an HTTP server that has only {@code /health} and {@code /metrics}. */
    static Role served(
        String name,
        int port,
        Context context,
        List<Part> parts,
        CompletableFuture<Throwable> failed) {
      return served(name, port, context, parts, failed, List.of());
    }

    /** With an HTTP server that has these handlers, too. */
    static Role served(
        String name,
        int port,
        Context context,
        List<Part> parts,
        CompletableFuture<Throwable> failed,
        List<? extends Handler> handlers) {
      RoleServer server =
          new RoleServer(name, port, context.health(), context.registry(), handlers);
      List<Part> all = new ArrayList<>(parts);
      all.add(new Part("http", server::start, server));
      return new Role(all, server::port, failed);
    }
  }

  /** Makes a role of its options. */
  @FunctionalInterface
  interface Maker {
    /** Touches nothing yet. */
    Role make(Context context);
  }

  /** Runs a role that can do nothing without its cluster. */
  static int run(String name, KafkaOptions options, Maker maker) {
    return run(name, options, maker, () -> requireTopics(options.kafka()), () -> {});
  }

  /** Runs a role that has something to do while the cluster is away. */
  static int runAnyway(String name, KafkaOptions options, Maker maker) {
    return run(name, options, maker, () -> {}, () -> missTopics(options));
  }

  private static int run(
      String name, KafkaOptions options, Maker maker, Runnable before, Runnable after) {
    KafkaSettings kafka = options.kafka();
    Parts parts = new Parts();
    return Foreground.run(
        options,
        parts,
        () -> {
          before.run();
          Role role = maker.make(new Context(kafka, Metrics.registry(), new Health()));
          parts.start(role.parts());
          Foreground.say(
              options,
              name
                  + " works against "
                  + kafka.bootstrapServers()
                  + "; http://localhost:"
                  + role.port().getAsInt()
                  + "/health and /metrics tell how it is; Ctrl-C stops it");
          after.run();
          return role.failed();
        });
  }

  /** A cluster that is away comes back; one that lacks topics needs somebody to make them. */
  private static void missTopics(KafkaOptions options) {
    try (Cluster cluster = Cluster.open(options.kafka())) {
      cluster.require(options.kafka().topics().all().toArray(Topic<?>[]::new));
    } catch (UnreachableException e) {
      Foreground.say(
          options,
          "no Kafka cluster answers at "
              + options.kafka().bootstrapServers()
              + ": going on with what is here, and following once it is back");
    } catch (KafkaException e) {
      Foreground.say(options, "the Kafka cluster did not answer all: " + e.getMessage());
    }
  }

  /** What is sent to a partition without a leader can be lost, so that is waited for, too. */
  private static void requireTopics(KafkaSettings kafka) {
    try (Cluster cluster = Cluster.open(kafka)) {
      List<Topic<?>> all = kafka.topics().all();
      cluster.require(all.toArray(Topic<?>[]::new));
      new TopicAdmin(cluster.admin(), PATIENCE)
          .awaitWritable(all.stream().map(Topic::name).toList());
    }
  }
}
