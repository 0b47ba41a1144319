package io.feedmesh.schemas.testing;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

/** What every module's structure is held to. */
public final class Architecture {
  private Architecture() {}

  /** The module's classes without its tests. */
  public static JavaClasses classesOf(String basePackage) {
    return new ClassFileImporter()
        .withImportOption(new ImportOption.DoNotIncludeTests())
        .importPackages(basePackage);
  }

  /** No package reaches itself through others. */
  public static void checkNoPackageCycles(String basePackage) {
    slices()
        .matching(basePackage + ".(**)")
        .should()
        .beFreeOfCycles()
        .check(classesOf(basePackage));
  }

  /** Nothing in the module knows any of these packages. */
  public static void checkIndependentOf(String basePackage, String... others) {
    noClasses()
        .that()
        .resideInAPackage(basePackage + "..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(others)
        .check(classesOf(basePackage));
  }

  /** Rules are pure: classes named XRule know no Kafka, no Jetty, and no files. */
  public static void checkRulesArePure(String basePackage) {
    noClasses()
        .that()
        .haveSimpleNameEndingWith("Rule")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.kafka..", "org.eclipse.jetty..", "java.nio.file..")
        .allowEmptyShould(true)
        .check(classesOf(basePackage));
  }
}
