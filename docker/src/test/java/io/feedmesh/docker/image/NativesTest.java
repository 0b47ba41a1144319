package io.feedmesh.docker.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NativesTest {
  private static final String[] ALL = {
    "org/rocksdb/RocksDB.class",
    "librocksdbjni-linux64.so",
    "librocksdbjni-linux64-musl.so",
    "librocksdbjni-linux-aarch64.so",
    "librocksdbjni-osx-arm64.jnilib",
    "librocksdbjni-win64.dll",
    "linux/amd64/libzstd-jni.so",
    "linux/aarch64/libzstd-jni.so",
    "org/xerial/snappy/native/Linux/x86_64/libsnappyjava.so",
    "org/xerial/snappy/native/Linux/android-aarch64/libsnappyjava.so",
    "org/xerial/snappy/native/AIX/ppc/libsnappyjava.a",
  };

  @TempDir Path folder;

  @Test
  void keepsClassesAndTheLibrariesOfItsOwnPlatform() throws Exception {
    Path jar = jar("all.jar", ALL);

    Natives.trim(folder, "amd64");

    assertThat(names(jar))
        .containsExactly(
            "org/rocksdb/RocksDB.class",
            "librocksdbjni-linux64.so",
            "linux/amd64/libzstd-jni.so",
            "org/xerial/snappy/native/Linux/x86_64/libsnappyjava.so");
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      byte[] library = zip.getInputStream(zip.getEntry("librocksdbjni-linux64.so")).readAllBytes();
      assertThat(library).asString().isEqualTo("content of librocksdbjni-linux64.so");
    }
  }

  @Test
  void knowsArmAsWell() throws Exception {
    Path jar = jar("all.jar", ALL);

    Natives.trim(folder, "aarch64");

    assertThat(names(jar))
        .containsExactly(
            "org/rocksdb/RocksDB.class",
            "librocksdbjni-linux-aarch64.so",
            "linux/aarch64/libzstd-jni.so");
  }

  @Test
  void leavesJarsWithoutForeignLibrariesAndUnknownPlatformsAlone() throws Exception {
    byte[] plain = Files.readAllBytes(jar("plain.jar", "a/B.class"));
    byte[] all = Files.readAllBytes(jar("all.jar", ALL));

    Natives.trim(folder, "s390x");
    assertThat(folder.resolve("all.jar")).hasBinaryContent(all);

    Natives.trim(folder, "amd64");
    assertThat(folder.resolve("plain.jar")).hasBinaryContent(plain);
    assertThat(folder.toFile().list()).containsExactlyInAnyOrder("all.jar", "plain.jar");
  }

  private Path jar(String name, String... entries) throws IOException {
    Path jar = folder.resolve(name);
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(jar))) {
      for (String entry : entries) {
        out.putNextEntry(new ZipEntry(entry));
        out.write(("content of " + entry).getBytes(StandardCharsets.UTF_8));
      }
    }
    return jar;
  }

  private static List<String> names(Path jar) throws IOException {
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      return zip.stream().map(ZipEntry::getName).toList();
    }
  }
}
