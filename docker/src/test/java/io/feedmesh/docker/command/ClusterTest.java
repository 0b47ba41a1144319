package io.feedmesh.docker.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.feedmesh.schemas.kafka.KafkaSettings;
import io.feedmesh.schemas.testing.TestBroker;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ClusterTest {
  @Test
  void saysWithinTenSecondsThatNobodyAnswers() throws IOException {
    // Bound, so that nobody else takes the port, and never accepted from.
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String address = "127.0.0.1:" + silent.getLocalPort();
      long start = System.nanoTime();
      assertThatThrownBy(() -> Cluster.open(KafkaSettings.of(address)))
          .isInstanceOf(CommandException.class)
          .hasMessage(
              "cannot reach a Kafka cluster at "
                  + address
                  + ": start one with './feedmesh up', or name another with --bootstrap-servers");
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(40));
    }
  }

  @Test
  void namesAnAddressThatIsNone() {
    assertThatThrownBy(() -> Cluster.open(KafkaSettings.of("nonsense")))
        .isInstanceOf(CommandException.class)
        .hasMessageContaining("cannot use nonsense")
        .hasMessageContaining("bootstrap.servers");
  }

  @Test
  void namesTheTopicsThatAreMissing() {
    KafkaSettings bare = TestBroker.shared().settings(1);
    try (Cluster cluster = Cluster.open(bare)) {
      assertThatThrownBy(() -> cluster.require(bare.topics().pings))
          .isInstanceOf(CommandException.class)
          .hasMessageContaining("lacks the topic " + bare.topics().pings.name())
          .hasMessageContaining("./feedmesh topics create");
    }
  }

  @Test
  void isContentWhereTheTopicsAre() {
    KafkaSettings kafka = TestBroker.shared().withTopics(1);
    try (Cluster cluster = Cluster.open(kafka)) {
      cluster.require(kafka.topics().pings, kafka.topics().entries);
    }
  }
}
