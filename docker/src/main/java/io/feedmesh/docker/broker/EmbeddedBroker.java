package io.feedmesh.docker.broker;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.feedmesh.schemas.http.PortInUseException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/**
 * A Kafka broker with its controller in this process: alone for one machine, or one of a cluster.
 * Its data and its cluster id stay in its folder: {@code log/} is Kafka's, beside it lie its ports
 * and a lock.
 *
 * <p>What was acknowledged survives the death of the process. Of a broker alone, it survives the
 * death of the machine as far as the operating system had written it: there is one copy, and Kafka
 * does not wait for the disk. Kafka's threads are no daemons: who cannot close must exit. Start and
 * close from one thread.
 */
public final class EmbeddedBroker implements AutoCloseable {
  private final EmbeddedBrokerConfig config;
  private FolderLock lock;
  private KafkaRaftServer server;
  private BrokerPorts ports;

  /** Touches nothing before {@link #start}. */
  public EmbeddedBroker(EmbeddedBrokerConfig config) {
    this.config = config;
  }

  /**
   * Takes the folder, formats it on first use, and returns when the broker takes requests; an
   * interrupt does not cut it short.
   *
   * @throws FolderInUseException if another process has the folder
   * @throws PortInUseException if another process has the port
   * @throws IllegalStateException if Kafka does not start
   */
  public void start() {
    try {
      // Kafka halts the process if it is interrupted while it starts: so not in this thread.
      CompletableFuture.runAsync(this::startHere, task -> new Thread(task, "broker-start").start())
          .join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException r ? r : e;
    }
  }

  private void startHere() {
    lock = FolderLock.take(config.folder());
    try {
      ports = BrokerPorts.choose(config);
      Map<String, String> properties = BrokerProperties.of(config, ports);
      format(properties, config.quorum());
      server = new KafkaRaftServer(new KafkaConfig(properties), Time.SYSTEM);
      server.startup();
    } catch (FolderInUseException | PortInUseException e) {
      close();
      throw e;
    } catch (RuntimeException e) {
      close();
      if (causedByBind(e)) { // somebody was quicker since the port was looked at
        throw new PortInUseException(ports.client(), "--broker-port", e);
      }
      throw new IllegalStateException("the broker did not start: " + e.getMessage(), e);
    }
  }

  /** Where clients connect: {@code host:port}. */
  public String bootstrapServers() {
    return config.advertisedHost() + ":" + ports.client();
  }

  /** Stops within about a second. Further calls do nothing. */
  @Override
  public void close() {
    if (server != null) {
      server.shutdown();
      server.awaitShutdown();
      server = null;
    }
    if (lock != null) {
      lock.close();
      lock = null;
    }
  }

  private static boolean causedByBind(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof BindException) {
        return true;
      }
    }
    return false;
  }

  /** Can be done again after it was interrupted: Kafka writes meta.properties last. */
  private static void format(Map<String, String> properties, Quorum quorum) {
    Path directory = Path.of(properties.get("log.dirs"));
    if (Files.exists(directory.resolve("meta.properties"))) {
      return;
    }
    try {
      Files.createDirectories(directory);
      new Formatter()
          .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, UTF_8))
          .setClusterId(
              quorum.clusterId() == null ? Uuid.randomUuid().toString() : quorum.clusterId())
          .setNodeId(Integer.parseInt(properties.get("node.id")))
          .setControllerListenerName(properties.get("controller.listener.names"))
          .setReleaseVersion(MetadataVersion.latestProduction())
          .setMetadataLogDirectory(directory.toString())
          .addDirectory(directory.toString())
          .run();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write to " + directory, e);
    } catch (Exception e) {
      throw new IllegalStateException("cannot format " + directory + ": " + e.getMessage(), e);
    }
  }
}
