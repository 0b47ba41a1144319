package io.feedmesh.consumers.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SlotsTest {
  private final List<String> made = new ArrayList<>();
  private final Slots<String, String> slots =
      new Slots<>(
          4,
          key -> {
            made.add(key);
            return "of " + key;
          });

  @Test
  void makesAValueOnceForKeysThatAreEqual() {
    assertThat(slots.get("a", 1)).isEqualTo("of a");
    assertThat(slots.get(String.valueOf(new char[] {'a'}), 1)).isEqualTo("of a");

    assertThat(made).containsExactly("a");
  }

  @Test
  void aKeyNeverGetsTheValueOfAnotherInItsPlace() {
    for (String key : "a b c d b a e d".split(" ", -1)) {
      assertThat(slots.get(key, 1)).isEqualTo("of " + key);
    }

    assertThat(made).containsExactly("a", "b", "c", "d", "e");
  }

  @Test
  void theOneThatIsThereLongestMakesRoom() {
    for (String key : "a b c d e b a".split(" ", -1)) {
      assertThat(slots.get(key, 1)).isEqualTo("of " + key);
    }

    assertThat(made).containsExactly("a", "b", "c", "d", "e", "a");
  }

  @Test
  void anyHashHasAPlace() {
    for (int hash : new int[] {0, -1, Integer.MIN_VALUE, Integer.MAX_VALUE}) {
      assertThat(slots.get("k" + hash, hash)).isEqualTo("of k" + hash);
    }
    assertThatThrownBy(() -> new Slots<String, String>(3, key -> key))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
