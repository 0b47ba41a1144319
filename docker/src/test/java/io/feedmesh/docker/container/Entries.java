package io.feedmesh.docker.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What is in {@code entries}, as {@code feedmesh replay} gives it. */
final class Entries {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private Entries() {}

  /** Waits until all entries that there were are there, and checks that none is twice. */
  static void awaitOnce(Mesh mesh, Histories histories) throws IOException {
    Set<String> expected = new TreeSet<>(histories.entries());
    await()
        .alias("all entries")
        .atMost(Mesh.PATIENCE)
        .untilAsserted(() -> assertThat(new TreeSet<>(of(mesh, histories))).isEqualTo(expected));
    assertThat(of(mesh, histories)).doesNotHaveDuplicates();
  }

  private static List<String> of(Mesh mesh, Histories histories) throws IOException {
    List<String> found = new ArrayList<>();
    for (String line : mesh.run("replay", "--from=beginning").split("\n", -1)) {
      if (!line.isBlank()) {
        JsonNode entry = MAPPER.readTree(line);
        found.add(entry.path("feedUrl").asText() + " " + entry.path("id").asText());
      }
    }
    found.removeIf(entry -> !entry.startsWith("http://" + histories.host() + ":"));
    return found;
  }
}
