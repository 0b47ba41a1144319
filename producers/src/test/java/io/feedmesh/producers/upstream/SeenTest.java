package io.feedmesh.producers.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.feedmesh.producers.upstream.ChangesXml.Weblog;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SeenTest {
  private static final Instant START = Instant.parse("2026-01-02T12:00:00Z");

  /** However often a list is read, and whatever it drops, each change in it is told of once. */
  @Test
  void eachChangeIsNewOnce() {
    long seed = Long.getLong("feedmesh.seed", System.nanoTime());
    System.out.println("seed " + seed + " (again with -Dfeedmesh.seed=" + seed + ")");
    Random random = new Random(seed);
    Map<String, Long> changed = new HashMap<>();
    Set<String> told = new HashSet<>();
    int changes = 0;
    int news = 0;
    Seen seen = new Seen();
    for (long second = 0; second < 20_000; second += 1 + random.nextInt(30)) {
      String url = "http://b.example/" + random.nextInt(20);
      if (!changed.containsKey(url) || second - changed.get(url) > 10) {
        changed.put(url, second);
        changes++;
      }
      ChangesXml list = list(changed, second, random.nextInt(2));
      for (Weblog weblog : seen.news(list)) {
        news++;
        assertThat(told.add(weblog.url() + " " + changed.get(weblog.url())))
            .as("seed %d, %s told twice", seed, weblog)
            .isTrue();
      }
      seen.remember(list);
    }
    assertThat(news).as("seed %d", seed).isEqualTo(changes);
  }

  @Test
  void whatWasNotRememberedStaysNew() {
    Seen seen = new Seen();
    ChangesXml list = list(Map.of("http://b.example/", 5L), 9, 0);

    assertThat(seen.news(list)).hasSize(1);
    assertThat(seen.news(list)).hasSize(1);
    seen.remember(list);
    assertThat(seen.news(list)).isEmpty();
  }

  /** An hour of changes; the two clocks of a list may differ by a second from one to the next. */
  private static ChangesXml list(Map<String, Long> changed, long now, int jitter) {
    List<Weblog> weblogs = new ArrayList<>();
    changed.forEach(
        (url, at) -> {
          if (now - at < 3600) {
            weblogs.add(new Weblog(null, url, null, START.plusSeconds(at + jitter)));
          }
        });
    return new ChangesXml(weblogs);
  }
}
