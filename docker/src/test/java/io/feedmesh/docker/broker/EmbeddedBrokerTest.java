package io.feedmesh.docker.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.feedmesh.schemas.http.PortInUseException;
import io.feedmesh.schemas.kafka.KafkaSettings;
import io.feedmesh.schemas.topic.TopicAdmin;
import io.feedmesh.schemas.topic.TopicSettings;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedBrokerTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir Path folder;

  @Test
  void keepsItsDataItsIdentityAndItsAddress() throws Exception {
    String address;
    String cluster;
    try (EmbeddedBroker broker = started(0)) {
      address = broker.bootstrapServers();
      cluster = createTopics(address);
    }
    try (EmbeddedBroker broker = started(0);
        Admin admin = KafkaSettings.of(broker.bootstrapServers()).admin()) {
      assertThat(broker.bootstrapServers()).isEqualTo(address);
      assertThat(admin.describeCluster().clusterId().get(30, TimeUnit.SECONDS)).isEqualTo(cluster);
      assertThat(new TopicAdmin(admin, PATIENCE).check(settings(address).topics())).isEmpty();
    }
  }

  @Test
  void comesBackAfterBeingKilled() throws Exception {
    String address;
    Process process = childBroker();
    try {
      address = awaitAddress(process);
      createTopics(address);
    } finally {
      process.destroyForcibly().waitFor();
    }
    try (EmbeddedBroker broker = started(0);
        Admin admin = KafkaSettings.of(broker.bootstrapServers()).admin()) {
      assertThat(new TopicAdmin(admin, PATIENCE).check(settings(address).topics())).isEmpty();
    }
  }

  @Test
  void refusesAFolderThatIsInUseAndLeavesItAlone() {
    try (EmbeddedBroker first = started(0)) {
      EmbeddedBroker second = new EmbeddedBroker(EmbeddedBrokerConfig.local(folder, 0));

      assertThatThrownBy(second::start)
          .isInstanceOf(FolderInUseException.class)
          .hasMessageContaining(folder.toString())
          .hasMessageContaining("--data");
      assertThat(first.bootstrapServers()).isNotBlank();
    }
  }

  @Test
  void refusesAPortThatIsInUse() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      EmbeddedBroker broker =
          new EmbeddedBroker(EmbeddedBrokerConfig.local(folder, taken.getLocalPort()));

      assertThatThrownBy(broker::start)
          .isInstanceOf(PortInUseException.class)
          .hasMessageContaining("port " + taken.getLocalPort() + " is in use")
          .hasMessageContaining("--broker-port");
    }
    try (FolderLock free = FolderLock.take(folder)) {
      assertThat(free).isNotNull();
    }
  }

  @Test
  void leavesAFolderOfAnotherProcessAloneAndNamesThatOne() throws Exception {
    Process process = childBroker();
    try {
      String address = awaitAddress(process);

      assertThatThrownBy(() -> started(0))
          .isInstanceOf(FolderInUseException.class)
          .hasMessageContaining("process id " + process.pid());
      assertThat(createTopics(address)).isNotBlank();
    } finally {
      process.destroyForcibly().waitFor();
    }
  }

  @Test
  void takesAnotherPortWhereThatOfLastTimeIsTaken() throws Exception {
    int former;
    try (EmbeddedBroker broker = started(0)) {
      former = port(broker);
    }
    try (ServerSocket taken = new ServerSocket(former, 1, InetAddress.getLoopbackAddress());
        EmbeddedBroker broker = started(0)) {
      assertThat(port(broker)).isNotEqualTo(taken.getLocalPort());
    }
  }

  @Test
  void startsInFullInAThreadThatIsInterrupted() throws Exception {
    Thread.currentThread().interrupt();
    try (EmbeddedBroker broker = started(0)) {
      assertThat(Thread.interrupted()).isTrue();
      assertThat(createTopics(broker.bootstrapServers())).isNotBlank();
    }
  }

  @Test
  void formatsAgainAfterAnInterruptedFormat() throws Exception {
    Files.createDirectories(folder.resolve("log"));
    Files.writeString(folder.resolve("log/bootstrap.checkpoint"), "half");
    try (EmbeddedBroker broker = started(0)) {
      assertThat(createTopics(broker.bootstrapServers())).isNotBlank();
    }
  }

  @Test
  void startsWithADamagedNoteOfItsPorts() throws Exception {
    Files.writeString(folder.resolve("ports"), "not ports");
    try (EmbeddedBroker broker = started(0)) {
      assertThat(broker.bootstrapServers()).startsWith("127.0.0.1:");
    }
  }

  /** A broker in a process of its own that prints its address. */
  static final class Child {
    private Child() {}

    public static void main(String[] args) throws InterruptedException {
      EmbeddedBroker broker = new EmbeddedBroker(EmbeddedBrokerConfig.local(Path.of(args[0]), 0));
      broker.start();
      System.out.println("address " + broker.bootstrapServers());
      Thread.currentThread().join();
    }
  }

  private Process childBroker() throws Exception {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m",
            "-cp",
            System.getProperty("java.class.path"),
            Child.class.getName(),
            folder.toString())
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  private static String awaitAddress(Process process) throws Exception {
    for (String line = process.inputReader().readLine();
        line != null;
        line = process.inputReader().readLine()) {
      if (line.startsWith("address ")) {
        return line.substring("address ".length());
      }
    }
    throw new AssertionError("the child broker ended with " + process.waitFor());
  }

  private EmbeddedBroker started(int port) {
    EmbeddedBroker broker = new EmbeddedBroker(EmbeddedBrokerConfig.local(folder, port));
    broker.start();
    return broker;
  }

  private static int port(EmbeddedBroker broker) {
    String address = broker.bootstrapServers();
    return Integer.parseInt(address.substring(address.indexOf(':') + 1));
  }

  private static KafkaSettings settings(String address) {
    return new KafkaSettings(
        address, new TopicSettings("feedmesh.", 2, Duration.ofDays(30)), Map.of());
  }

  private static String createTopics(String address) throws Exception {
    KafkaSettings settings = settings(address);
    try (Admin admin = settings.admin()) {
      new TopicAdmin(admin, PATIENCE).create(settings.topics(), Optional.empty());
      return admin.describeCluster().clusterId().get(30, TimeUnit.SECONDS);
    }
  }
}
