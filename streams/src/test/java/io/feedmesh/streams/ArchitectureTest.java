package io.feedmesh.streams;

import io.feedmesh.schemas.testing.Architecture;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
  @Test
  void packagesHaveNoCycles() {
    Architecture.checkNoPackageCycles("io.feedmesh.streams");
  }

  @Test
  void siblingsMeetOnlyThroughTopics() {
    Architecture.checkIndependentOf(
        "io.feedmesh.streams",
        "io.feedmesh.producers..",
        "io.feedmesh.consumers..",
        "io.feedmesh.docker..");
  }

  @Test
  void rulesArePure() {
    Architecture.checkRulesArePure("io.feedmesh.streams");
  }
}
