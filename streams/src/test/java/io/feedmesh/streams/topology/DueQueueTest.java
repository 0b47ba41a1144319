package io.feedmesh.streams.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DueQueueTest {
  @Test
  void givesOutWhatIsDueEarliestFirstAndThenByKey() {
    DueQueue queue = new DueQueue();
    queue.put("late", 30);
    queue.put("b", 10);
    queue.put("a", 10);

    assertThat(queue.pollDue(9)).isEmpty();
    assertThat(queue.pollDue(20)).hasValue("a");
    assertThat(queue.pollDue(20)).hasValue("b");
    assertThat(queue.pollDue(20)).isEmpty();
    assertThat(queue.firstAt()).hasValue(30L);
  }

  @Test
  void aKeyIsInItOnce() {
    DueQueue queue = new DueQueue();
    queue.put("a", 5);
    queue.put("a", 7);
    queue.put("a", 5);

    assertThat(queue.size()).isEqualTo(1);
    assertThat(queue.pollDue(100)).hasValue("a");
    assertThat(queue.pollDue(100)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void behavesLikeASortedMap(long seed) {
    Random random = new Random(seed);
    DueQueue queue = new DueQueue();
    Map<String, Long> model = new HashMap<>();
    for (int i = 0; i < 20_000; i++) {
      String key = "k" + random.nextInt(50);
      long at = random.nextInt(100);
      switch (random.nextInt(3)) {
        case 0 -> {
          queue.put(key, at);
          model.put(key, at);
        }
        case 1 -> {
          queue.remove(key);
          model.remove(key);
        }
        default -> {
          Optional<String> expected =
              model.entrySet().stream()
                  .filter(e -> e.getValue() <= at)
                  .min(
                      Map.Entry.<String, Long>comparingByValue()
                          .thenComparing(Map.Entry::getKey, Comparator.naturalOrder()))
                  .map(Map.Entry::getKey);
          assertThat(queue.pollDue(at)).as("seed %s step %s", seed, i).isEqualTo(expected);
          expected.ifPresent(model::remove);
        }
      }
      assertThat(queue.size()).isEqualTo(model.size());
      assertThat(queue.at(key)).isEqualTo(Optional.ofNullable(model.get(key)));
    }
  }
}
