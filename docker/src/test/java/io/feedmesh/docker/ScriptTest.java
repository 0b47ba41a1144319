package io.feedmesh.docker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * The script at the root, in a folder with a Maven and a Java that only say what they were told.
 */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the script is one of a shell")
class ScriptTest {
  private static final String BUILDS = "echo built >>builds; touch docker/target/docker.jar";

  @TempDir Path temp;
  private Path home;
  private Path jdk;

  @BeforeEach
  void checkOutAtAPathWithSpaces() throws IOException {
    home = Files.createDirectories(temp.resolve("a path/feedmesh é"));
    jdk = Files.createDirectories(temp.resolve("a jdk"));
    Files.copy(Path.of("..", "feedmesh").toAbsolutePath(), home.resolve("feedmesh"));
    Files.createFile(home.resolve("pom.xml"));
    Files.createDirectories(home.resolve("docker/src/main"));
    Files.createFile(home.resolve("docker/pom.xml"));
    Files.writeString(home.resolve("docker/src/main/Main.java"), "class Main {}");
    java("17.0.1");
    executable(home.resolve("mvnw"), BUILDS);
  }

  @Test
  void buildsOnFirstUseOnlyAndHandsArgumentsOnAsTheyAre() throws Exception {
    Result first = run(home.resolve("feedmesh"), "subscribe", "a file.opml", "*");
    Result second = run(home.resolve("feedmesh"), "status");

    assertThat(first.out()).contains("[docker.jar] [subscribe] [a file.opml] [*]");
    assertThat(first.err()).contains("building");
    assertThat(second.err()).isEmpty();
    assertThat(builds()).isEqualTo(1);
  }

  @Test
  void buildsAgainWhenASourceIsNewer() throws Exception {
    assertThat(run(home.resolve("feedmesh"), "status").exit()).isZero();
    Files.setLastModifiedTime(
        home.resolve("docker/src/main/Main.java"), FileTime.from(Instant.now().plusSeconds(60)));

    assertThat(run(home.resolve("feedmesh"), "status").exit()).isZero();

    assertThat(builds()).isEqualTo(2);
  }

  @Test
  void showsWhatFailedAndTriesAgainNextTime() throws Exception {
    executable(home.resolve("mvnw"), "echo '[ERROR] Main.java: no'; exit 1");
    Result failed = run(home.resolve("feedmesh"), "status");
    executable(home.resolve("mvnw"), BUILDS);
    Result repaired = run(home.resolve("feedmesh"), "status");

    assertThat(failed.exit()).isEqualTo(1);
    assertThat(failed.err()).contains("[ERROR] Main.java: no").contains("build.log");
    assertThat(repaired.exit()).isZero();
  }

  @Test
  void worksThroughASymbolicLink() throws Exception {
    Path link = Files.createSymbolicLink(temp.resolve("link"), home.resolve("feedmesh"));

    assertThat(run(link, "status").out()).contains("[status]");
  }

  @Test
  void takesTheTurnOfABuildThatWasKilled() throws Exception {
    Files.createDirectories(home.resolve("docker/target"));
    Files.writeString(home.resolve("docker/target/building"), "999999999\n");

    assertThat(run(home.resolve("feedmesh"), "status").exit()).isZero();
  }

  @Test
  void saysThatJavaIsTooOld() throws Exception {
    java("11.0.2");

    Result result = run(home.resolve("feedmesh"), "status");

    assertThat(result.exit()).isEqualTo(1);
    assertThat(result.err()).contains("needs Java 17 or newer, found 11").contains("JAVA_HOME");
  }

  @Test
  void saysThatJavaHomeHasNoJava() throws Exception {
    Files.delete(jdk.resolve("bin/java"));

    Result result = run(home.resolve("feedmesh"), "status");

    assertThat(result.exit()).isEqualTo(1);
    assertThat(result.err()).contains("JAVA_HOME is " + jdk);
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void hasTheSystemSpeakEnglishSoThatItsErrorsAreUnderstood() throws Exception {
    assertThat(run(home.resolve("feedmesh"), "status").exit()).isZero();

    assertThat(text(jdk.resolve("bin/locale"))).isEqualTo("C.UTF-8\n");
  }

  private record Result(int exit, String out, String err) {}

  private Result run(Path script, String... args) throws Exception {
    List<String> command = new ArrayList<>(List.of("sh", script.toString()));
    command.addAll(List.of(args));
    Path out = Files.createTempFile(temp, "out", "");
    Path err = Files.createTempFile(temp, "err", "");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(temp.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().put("JAVA_HOME", jdk.toString());
    builder.environment().put("LANG", "de_DE.UTF-8");
    int exit = builder.start().waitFor();
    return new Result(exit, text(out), text(err));
  }

  private void java(String version) throws IOException {
    Files.createDirectories(jdk.resolve("bin"));
    executable(
        jdk.resolve("bin/java"),
        "[ \"$1\" = -version ] && { echo 'openjdk version \""
            + version
            + "\"' >&2; exit; }\n"
            + "echo \"$LC_ALL\" >\"$(dirname \"$0\")/locale\"\n"
            + "while [ \"$1\" != -jar ]; do shift; done; shift\n"
            + "printf '[%s] ' \"$(basename \"$1\")\"; shift; printf '[%s] ' \"$@\"");
    executable(jdk.resolve("bin/javac"), "exit 0");
  }

  private static void executable(Path file, String body) throws IOException {
    Files.writeString(file, "#!/bin/sh\n" + body + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private long builds() throws IOException {
    return Files.readAllLines(home.resolve("builds")).size();
  }

  private static String text(Path file) throws IOException {
    return Files.readString(file, StandardCharsets.UTF_8);
  }
}
