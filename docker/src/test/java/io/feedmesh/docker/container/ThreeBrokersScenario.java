package io.feedmesh.docker.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three brokers of ours that keep three copies, and the roles on them. */
abstract class ThreeBrokersScenario {
  private static final String VOTERS = "1@broker1:9093,2@broker2:9093,3@broker3:9093";
  private static final Histories LOAD = new Histories("load", 10, 30, Duration.ofSeconds(1));

  @TempDir static Path temp;
  private static Mesh mesh;

  @BeforeAll
  static void start() throws Exception {
    mesh = new Mesh("broker1:9092,broker2:9092,broker3:9092");
    for (int node = 1; node <= 3; node++) {
      mesh.role(
          "broker" + node,
          "broker",
          "--host=0.0.0.0",
          "--advertised-host=broker" + node,
          "--node-id=" + node,
          "--quorum-voters=" + VOTERS);
    }
    mesh.start("broker1", "broker2", "broker3");
    mesh.createTopics(3);
    mesh.role("receiver", "receiver");
    mesh.role("fetcher", "fetcher", "--allow-private-origins");
    mesh.role("streams", Mesh.eager("streams"));
    mesh.role("edge1", "edge", "--name=edge1", "--allow-private-origins");
    mesh.role("load", LOAD.command("receiver", "edge1"))
        .withCopyFileToContainer(LOAD.files(temp), Histories.FOLDER);
    mesh.start("receiver", "fetcher", "streams", "edge1");
  }

  @AfterAll
  static void stop() {
    mesh.close();
  }

  @Test
  void oneBrokerIsKilledUnderLoadAndComesBackAndNothingIsLostOrRepeated() throws Exception {
    mesh.start("load");
    await().atMost(Mesh.PATIENCE).until(() -> mesh.spooled("edge1", LOAD.url(0)).length > 0);

    mesh.kill("broker2");
    int before = mesh.spooled("edge1", LOAD.url(1)).length;
    await()
        .alias("changes arrive while a broker is away")
        .atMost(Mesh.PATIENCE)
        .until(() -> mesh.spooled("edge1", LOAD.url(1)).length > before);
    mesh.startAgain("broker2");
    mesh.awaitHealthy("broker2");

    mesh.awaitLast(LOAD, "edge1");
    Entries.awaitOnce(mesh, LOAD);
    assertThat(mesh.run("topics", "check", "--partitions=2")).contains("as the catalogue says");
    mesh.reportMemory("three brokers");
  }
}
