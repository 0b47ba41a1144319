package io.feedmesh.producers;

import io.feedmesh.schemas.testing.Architecture;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
  @Test
  void packagesHaveNoCycles() {
    Architecture.checkNoPackageCycles("io.feedmesh.producers");
  }

  @Test
  void siblingsMeetOnlyThroughTopics() {
    Architecture.checkIndependentOf(
        "io.feedmesh.producers",
        "io.feedmesh.streams..",
        "io.feedmesh.consumers..",
        "io.feedmesh.docker..");
  }

  @Test
  void rulesArePure() {
    Architecture.checkRulesArePure("io.feedmesh.producers");
  }
}
