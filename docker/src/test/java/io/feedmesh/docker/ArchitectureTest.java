package io.feedmesh.docker;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import io.feedmesh.schemas.testing.Architecture;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
  private static final String BASE = "io.feedmesh.docker";

  @Test
  void packagesHaveNoCycles() {
    Architecture.checkNoPackageCycles(BASE);
  }

  @Test
  void rulesArePure() {
    Architecture.checkRulesArePure(BASE);
  }

  @Test
  void onlyTheMainClassKnowsAllCommands() {
    noClasses()
        .that()
        .resideInAPackage(BASE + ".(*)..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(BASE)
        .check(Architecture.classesOf(BASE));
  }

  @Test
  void whatCommandsRunKnowsNoCommands() {
    noClasses()
        .that()
        .resideInAnyPackage(BASE + ".broker..", BASE + ".demo..", BASE + ".process..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("picocli..", BASE + ".command..", BASE + ".role..", BASE + ".up..")
        .check(Architecture.classesOf(BASE));
  }
}
