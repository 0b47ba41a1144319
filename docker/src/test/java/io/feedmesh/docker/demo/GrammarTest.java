package io.feedmesh.docker.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class GrammarTest {
  private final Grammar grammar =
      new Grammar(
          Map.of(
              "bird", List.of("a {size} wren"),
              "size", List.of("small"),
              "price", List.of("$1 \\ $2"),
              "many", List.of("one", "two", "three", "four")));

  @Test
  void fillsSlotsWithinSlots() {
    assertThat(grammar.fill("I saw {bird}.", new Random(1))).isEqualTo("I saw a small wren.");
  }

  @Test
  void givesACapitalToTheBeginningOfASentence() {
    assertThat(grammar.fill("{Bird} sang.", new Random(1))).isEqualTo("A small wren sang.");
  }

  @Test
  void takesWordsAsTheyAre() {
    assertThat(grammar.fill("{price}", new Random(1))).isEqualTo("$1 \\ $2");
  }

  @Test
  void theSameSeedGivesTheSameText() {
    String text = "{many} {many} {many} {many} {many}";

    assertThat(grammar.fill(text, new Random(5))).isEqualTo(grammar.fill(text, new Random(5)));
    assertThat(grammar.fill(text, new Random(5))).isNotEqualTo(grammar.fill(text, new Random(6)));
  }

  @Test
  void namesTheRuleThatIsMissing() {
    assertThatThrownBy(() -> grammar.fill("{fish}", new Random(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("fish");
  }
}
