package io.feedmesh.docker.container;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;

/** The image that was just built, as a system: each role a process in a container of its own. */
@Tag("docker")
class ContainersIT {
  @BeforeAll
  static void needsAnEngine() {
    Engine.require();
  }

  @Nested
  class Nginx extends NginxScenario {}

  @Nested
  class OneBroker extends OneBrokerScenario {}

  @Nested
  class ThreeBrokers extends ThreeBrokersScenario {}
}
