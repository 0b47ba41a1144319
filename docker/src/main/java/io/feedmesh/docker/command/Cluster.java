package io.feedmesh.docker.command;

import io.feedmesh.schemas.kafka.KafkaSettings;
import io.feedmesh.schemas.topic.Topic;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.AuthenticationException;

/**
 * A cluster that answered, for commands that a person waits for: it fails within about ten seconds,
 * with a message that says what to do. Safe for use by several threads.
 */
public final class Cluster implements AutoCloseable {
  /** How long any single answer may take. */
  public static final Duration PATIENCE = Duration.ofSeconds(8);

  private static final Map<String, String> IMPATIENT =
      Map.of(
          "default.api.timeout.ms", Long.toString(PATIENCE.toMillis()),
          "request.timeout.ms", "4000",
          "socket.connection.setup.timeout.ms", "2000",
          "delivery.timeout.ms", Long.toString(PATIENCE.toMillis()),
          "max.block.ms", Long.toString(PATIENCE.toMillis()));

  private final KafkaSettings settings;
  private final Admin admin;

  private Cluster(KafkaSettings settings, Admin admin) {
    this.settings = settings;
    this.admin = admin;
  }

  /**
   * Connects.
   *
   * @throws UnreachableException if it does not answer
   * @throws CommandException if it refuses, or cannot be asked
   */
  public static Cluster open(KafkaSettings kafka) {
    Map<String, String> properties = new HashMap<>(IMPATIENT);
    properties.putAll(kafka.properties());
    KafkaSettings settings =
        new KafkaSettings(kafka.bootstrapServers(), kafka.topicSettings(), properties);
    Cluster cluster = new Cluster(settings, admin(settings));
    try {
      var unused = cluster.call(cluster.admin.describeCluster().nodes());
      return cluster;
    } catch (AuthenticationException e) {
      cluster.close();
      throw new CommandException(
          kafka.bootstrapServers() + " refused the credentials: " + e.getMessage(), e);
    } catch (KafkaException e) {
      cluster.close();
      throw new UnreachableException(kafka, e);
    }
  }

  private static Admin admin(KafkaSettings settings) {
    try {
      return settings.admin();
    } catch (KafkaException e) {
      if (e instanceof ConfigException || e.getCause() instanceof ConfigException) {
        Throwable problem = e.getCause() == null ? e : e.getCause();
        throw new CommandException(
            "cannot use " + settings.bootstrapServers() + ": " + problem.getMessage(), e);
      }
      throw e;
    }
  }

  /** The settings, with time-outs that suit a waiting person. */
  public KafkaSettings settings() {
    return settings;
  }

  /** The open client. */
  public Admin admin() {
    return admin;
  }

  /**
   * Checks that the topics are there.
   *
   * @throws CommandException naming those that are not
   */
  public void require(Topic<?>... topics) {
    Set<String> existing = call(admin.listTopics().names());
    Collection<String> missing =
        List.of(topics).stream().map(Topic::name).filter(name -> !existing.contains(name)).toList();
    if (!missing.isEmpty()) {
      throw new CommandException(
          "the cluster at "
              + settings.bootstrapServers()
              + " lacks the topic "
              + String.join(", ", missing)
              + ": create it with './feedmesh topics create', or check --topic-prefix");
    }
  }

  /**
   * Waits for an answer.
   *
   * @throws KafkaException the broker's error, or that none came in time
   */
  public <T> T call(KafkaFuture<T> future) {
    try {
      return future.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof KafkaException k ? k : new KafkaException(e.getCause());
    } catch (TimeoutException e) {
      throw new org.apache.kafka.common.errors.TimeoutException(
          settings.bootstrapServers() + " did not answer within " + PATIENCE.toSeconds() + " s", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new org.apache.kafka.common.errors.InterruptException(e);
    }
  }

  /** Closes the client at once. */
  @Override
  public void close() {
    admin.close(Duration.ZERO);
  }
}
