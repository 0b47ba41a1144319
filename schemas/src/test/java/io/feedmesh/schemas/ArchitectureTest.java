package io.feedmesh.schemas;

import io.feedmesh.schemas.testing.Architecture;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
  @Test
  void packagesHaveNoCycles() {
    Architecture.checkNoPackageCycles("io.feedmesh.schemas");
  }

  @Test
  void theContractKnowsNoOtherModule() {
    Architecture.checkIndependentOf(
        "io.feedmesh.schemas",
        "io.feedmesh.producers..",
        "io.feedmesh.streams..",
        "io.feedmesh.consumers..",
        "io.feedmesh.docker..");
  }
}
