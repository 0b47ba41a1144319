package io.feedmesh.streams.dedupe;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class AttacksTest {
  private static final Map<String, String> OUTCOMES =
      Map.ofEntries(
          Map.entry("10 GB of gzip", "TOO_LARGE"),
          Map.entry("entity bomb, unpacked", "taken"),
          Map.entry("entity bomb in UTF-16, unpacked", "taken"),
          Map.entry("external entities, unpacked", "taken"),
          Map.entry("parameter entities, unpacked", "taken"),
          Map.entry("a million nested elements", "TOO_COMPRESSED"),
          Map.entry("a million nested elements, unpacked", "TOO_DEEP"),
          Map.entry("an attribute of 20 MB, unpacked", "TOO_LARGE"),
          Map.entry("an attribute of 15 MB, unpacked", "ATTRIBUTE_TOO_LONG"),
          Map.entry("10,000 colliding names, unpacked", "TOO_MANY_ATTRIBUTES"),
          Map.entry("500,000 items, unpacked", "TOO_MANY_ENTRIES"),
          Map.entry("NULs, unpacked", "NOT_A_FEED"),
          Map.entry("JSON a million deep, unpacked", "TOO_DEEP"),
          Map.entry("JSON with a million keys, unpacked", "TOO_LARGE"),
          Map.entry("JSON with a number of 1 MB, unpacked", "TOO_LARGE"));

  /** Each within 64 MB of heap; the report says how long each took. */
  @Test
  void aProcessOf512MegabytesOutlivesEachWithin64AndAsksNobody() throws Exception {
    try (ServerSocket nobody = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      Map<String, String> outcomes = attacked(nobody.getLocalPort());

      assertThat(outcomes).containsKeys(Attacks.all(0).keySet().toArray(String[]::new));
      assertThat(outcomes).doesNotContainValue("out of memory");
      assertThat(outcomes).containsAllEntriesOf(OUTCOMES);
      nobody.setSoTimeout(100);
      assertThatThrownBy(nobody::accept)
          .as("a parse asks nobody")
          .isInstanceOf(SocketTimeoutException.class);
    }
  }

  private static Map<String, String> attacked(int port) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-Xms512m",
                "-Xmn16m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                AttackedProcess.class.getName(),
                String.valueOf(port)));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    Map<String, String> outcomes = new TreeMap<>();
    try (BufferedReader out = process.inputReader(UTF_8)) {
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        System.out.println(line);
        String[] parts = line.split("\t", -1);
        if (parts.length == 4) {
          outcomes.put(parts[0], parts[1]);
        }
      }
    } finally {
      process.destroyForcibly();
    }
    assertThat(process.waitFor()).isZero();
    return outcomes;
  }
}
