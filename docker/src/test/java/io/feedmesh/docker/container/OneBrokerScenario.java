package io.feedmesh.docker.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.feedmesh.schemas.kafka.KafkaSettings;
import io.feedmesh.schemas.topic.Topic;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.containers.BindMode;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.kafka.KafkaContainer;

/** All roles on one broker, which is Kafka's own image where that can be had. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class) // the kills come when the rest was seen
abstract class OneBrokerScenario {
  private static final List<String> EDGES = List.of("edge1", "edge2");
  private static final List<String> APPS = List.of("schedule", "dedupe", "views", "readership");
  private static final Histories CALM = new Histories("calm", 3, 3, Duration.ofSeconds(2));
  private static final Histories LOAD = new Histories("load", 10, 45, Duration.ofSeconds(1));

  @TempDir static Path temp;
  private static Mesh mesh;
  private static KafkaContainer kafka;

  @BeforeAll
  static void start() throws Exception {
    Instant before = Instant.now();
    mesh = new Mesh("kafka:19092");
    kafka =
        new KafkaContainer(Engine.kafka())
            .withNetwork(mesh.network())
            .withListener("kafka:19092")
            .withImagePullPolicy(image -> false)
            .waitingFor(
                Wait.forLogMessage(".*(Transitioning from RECOVERY to RUNNING|broker at ).*", 1));
    mesh.add("kafka", kafka);
    mesh.start("kafka");
    mesh.createTopics(1);
    mesh.role("receiver", "receiver");
    mesh.role("fetcher", "fetcher", "--allow-private-origins");
    for (String app : APPS) {
      mesh.role(app, Mesh.eager("streams", app));
    }
    for (String edge : EDGES) {
      mesh.role(edge, "edge", "--name=" + edge, "--allow-private-origins").withExposedPorts(8080);
    }
    mesh.role("calm", CALM.command("receiver", "edge1,edge2"))
        .withCopyFileToContainer(CALM.files(temp), Histories.FOLDER);
    mesh.start(
        "receiver",
        "fetcher",
        "schedule",
        "dedupe",
        "views",
        "readership",
        "edge1",
        "edge2",
        "calm");
    await().atMost(Mesh.PATIENCE).until(() -> mesh.spooled("edge1", CALM.url(0)).length > 0);
    Report.line(
        "one broker: from the first container's start to the first change in a spool",
        Duration.between(before, Instant.now()));
  }

  @AfterAll
  static void stop() {
    mesh.close();
  }

  @Test
  @Order(1)
  void aChangeReachesTheSpoolsOfBothEdgesByteForByte() {
    for (String edge : EDGES) {
      mesh.awaitLast(CALM, edge);
    }
  }

  @Test
  @Order(2)
  void nginxServesAnEdgesSpoolUnderTheSameAddressAsTheEdge() throws Exception {
    try (var nginx = NginxScenario.nginx()) {
      nginx.withNetwork(mesh.network()).withVolumesFrom(mesh.get("edge1"), BindMode.READ_ONLY);
      nginx.start();
      String target = Web.target(CALM.url(1));
      mesh.awaitLast(CALM, "edge1");

      HttpResponse<byte[]> edge = Web.get(mesh.get("edge1"), target);
      HttpResponse<byte[]> plain = Web.get(nginx, target);
      HttpResponse<byte[]> zipped = Web.get(nginx, target, "Accept-Encoding", "gzip");

      assertThat(edge.body()).isEqualTo(CALM.last(1));
      assertThat(plain.body()).isEqualTo(CALM.last(1));
      assertThat(Web.field(zipped, "Content-Encoding")).isEqualTo("gzip");
      assertThat(Mesh.unzipped(zipped.body())).isEqualTo(CALM.last(1));
      for (HttpResponse<byte[]> each : List.of(plain, zipped)) {
        assertThat(Web.field(each, "Last-Modified")).isEqualTo(Web.field(edge, "Last-Modified"));
      }
      String unknown = Web.target("http://calm:8085/history/feed0.xml?not=spooled");
      HttpResponse<byte[]> passed = Web.get(nginx, unknown);
      assertThat(passed.body()).isEqualTo(CALM.last(0));
      assertThat(Web.field(passed, "Cache-Status")).contains("fwd=");
    }
  }

  @Test
  @Order(3)
  void eachRoleIsKilledUnderLoadAndNothingIsLostOrRepeated() throws Exception {
    mesh.role("load", LOAD.command("receiver", "edge1,edge2"))
        .withCopyFileToContainer(LOAD.files(temp), Histories.FOLDER);
    mesh.start("load");
    await().atMost(Mesh.PATIENCE).until(() -> mesh.spooled("edge2", LOAD.url(0)).length > 0);

    for (List<String> together :
        List.of(
            List.of("receiver"),
            List.of("fetcher", "edge1"),
            List.of("schedule", "dedupe"),
            List.of("views", "readership"))) {
      together.forEach(mesh::kill);
      together.forEach(mesh::startAgain);
      together.forEach(mesh::awaitHealthy);
    }

    for (String edge : EDGES) {
      mesh.awaitLast(LOAD, edge);
    }
    Entries.awaitOnce(mesh, LOAD);
    mesh.reportMemory("one broker");
  }

  @Test
  @Order(4)
  void theTopicsAndTheSchemasOfTheirRecordsAreTheCataloguesOwn() {
    assertThat(mesh.run("topics", "check", "--partitions=2")).contains("as the catalogue says");
    KafkaSettings settings = KafkaSettings.of(kafka.getBootstrapServers());
    Map<String, Long> found = new HashMap<>();
    for (Topic<?> topic : settings.topics().all()) {
      found.put(topic.name(), Schemas.check(settings, topic));
    }
    assertThat(found.values().stream().filter(records -> records > 0)).hasSizeGreaterThan(7);
  }

  @Test
  @Order(5)
  void aRoleEndsCleanlyWithinItsGraceWhenItIsAskedToAndIsNotRoot() {
    assertThat(mesh.exec("receiver", "id", "-u").getStdout().strip()).isEqualTo("10001");
    assertThat(mesh.exec("receiver", "healthy").getStdout()).contains("ok");
    String id = mesh.get("receiver").getContainerId();

    Engine.client().stopContainerCmd(id).withTimeout(20).exec();

    assertThat(Engine.client().inspectContainerCmd(id).exec().getState().getExitCodeLong())
        .isEqualTo(143); // 137 would be that of a kill
    assertThat(mesh.get("receiver").getLogs()).contains("stopping");
  }
}
