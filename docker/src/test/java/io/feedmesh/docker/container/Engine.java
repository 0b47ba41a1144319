package io.feedmesh.docker.container;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.images.builder.ImageFromDockerfile;
import org.testcontainers.utility.DockerImageName;

/** This machine's container engine, and the images that the tests run. */
final class Engine {
  static final String IMAGE = "feedmesh:test";

  /** Official, or made by {@code docker/base-image} where no registry can be reached. */
  private static final String BASE = setting("FEEDMESH_BASE_IMAGE", "eclipse-temurin:25-jre");

  private static final String NGINX = setting("FEEDMESH_NGINX_IMAGE", "nginx:stable");
  private static final String KAFKA = "apache/kafka:4.3.1";
  private static final String HOST = "TESTCONTAINERS_HOST_OVERRIDE";
  private static final long PULL_MINUTES = 5;
  private static boolean built;

  private Engine() {}

  /** Skips where there is no engine or no base image, unless FEEDMESH_REQUIRE_DOCKER=true. */
  static synchronized void require() {
    if (Files.exists(Path.of("/.dockerenv")) && setting(HOST, "").isEmpty()) {
      skip("in a container " + HOST + " has to name the host"); // else an image is pulled to see
    }
    if (!DockerClientFactory.instance().isDockerAvailable()) {
      skip("no container engine answers");
    }
    for (String image : new String[] {BASE, NGINX}) {
      if (!has(image)) {
        skip("the image " + image + " is not here and cannot be pulled");
      }
    }
    if (!built) {
      build();
      built = true;
    }
  }

  static DockerClient client() {
    return DockerClientFactory.instance().client();
  }

  static DockerImageName nginx() {
    return DockerImageName.parse(NGINX);
  }

  /** Kafka's own image where it is here or can be pulled, else ours in its place. */
  static DockerImageName kafka() {
    return DockerImageName.parse(has(KAFKA) ? KAFKA : IMAGE)
        .asCompatibleSubstituteFor("apache/kafka");
  }

  private static void build() {
    Instant before = Instant.now();
    String id =
        new ImageFromDockerfile(IMAGE, false)
            .withBuildArg("BASE", BASE)
            .withFileFromPath("Dockerfile", Path.of("Dockerfile"))
            .withFileFromPath("image", Path.of("image"))
            .withFileFromPath("target/lib", Path.of("target/lib"))
            .withFileFromPath("target/docker.jar", Path.of("target/docker.jar"))
            .get();
    Report.line("image built in", Duration.between(before, Instant.now()));
    Report.line("size of base image", megabytes(BASE));
    Report.line("size of image", megabytes(id));
  }

  private static String megabytes(String image) {
    return client().inspectImageCmd(image).exec().getSize() / 1_000_000 + " MB";
  }

  private static boolean has(String image) {
    try {
      client().inspectImageCmd(image).exec();
      return true;
    } catch (NotFoundException e) {
      return pull(image);
    }
  }

  private static boolean pull(String image) {
    try {
      return client().pullImageCmd(image).start().awaitCompletion(PULL_MINUTES, TimeUnit.MINUTES);
    } catch (DockerException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static void skip(String why) {
    assertThat(System.getenv("FEEDMESH_REQUIRE_DOCKER")).as(why).isNotEqualTo("true");
    System.out.println("container tests skipped: " + why);
    Assumptions.abort(why);
  }

  private static String setting(String name, String otherwise) {
    String value = System.getenv(name);
    return value == null || value.isBlank() ? otherwise : value;
  }
}
