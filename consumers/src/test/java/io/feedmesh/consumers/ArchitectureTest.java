package io.feedmesh.consumers;

import io.feedmesh.schemas.testing.Architecture;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
  @Test
  void packagesHaveNoCycles() {
    Architecture.checkNoPackageCycles("io.feedmesh.consumers");
  }

  @Test
  void siblingsMeetOnlyThroughTopics() {
    Architecture.checkIndependentOf(
        "io.feedmesh.consumers",
        "io.feedmesh.producers..",
        "io.feedmesh.streams..",
        "io.feedmesh.docker..");
  }

  @Test
  void rulesArePure() {
    Architecture.checkRulesArePure("io.feedmesh.consumers");
  }
}
