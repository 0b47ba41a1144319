package io.feedmesh.docker.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class TableTest {
  @Test
  void alignsWordsToTheLeftAndNumbersToTheRight() {
    StringWriter out = new StringWriter();
    new Table(" ", "NAME", "COUNT", "")
        .row("a", 5, "x")
        .row("longer", 1234567, null)
        .row("b", "-", "y")
        .print(new PrintWriter(out, true));
    assertThat(out.toString().lines())
        .containsExactly(
            " NAME      COUNT", " a             5  x", " longer  1234567", " b             -  y");
  }

  @Test
  void refusesARowOfAnotherLength() {
    Table table = new Table("", "A", "B");
    assertThatThrownBy(() -> table.row("a")).hasMessage("expected 2 cells, found 1");
  }
}
