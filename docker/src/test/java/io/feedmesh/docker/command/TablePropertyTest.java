package io.feedmesh.docker.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TablePropertyTest {
  @Test
  void everyCellOfAColumnBeginsOrEndsAtOnePlace() {
    long seed = Long.getLong("feedmesh.seed", System.nanoTime());
    System.out.println("seed " + seed + " (again with -Dfeedmesh.seed=" + seed + ")");
    Random random = new Random(seed);
    for (int i = 0; i < 300; i++) {
      Table table = new Table("  ", "NAME", "COUNT", "LAST");
      int rows = 1 + random.nextInt(8);
      for (int row = 0; row < rows; row++) {
        table.row(
            "n".repeat(1 + random.nextInt(20)), random.nextLong() >>> random.nextInt(60), "|");
      }

      List<String> lines = print(table).lines().toList();

      assertThat(lines).hasSize(rows + 1);
      assertThat(lines.stream().skip(1).map(line -> line.indexOf('|')).distinct())
          .as("seed %d", seed)
          .hasSize(1);
      assertThat(lines)
          .allMatch(line -> line.startsWith("  ") && line.equals(line.stripTrailing()));
      int end = lines.get(0).indexOf("COUNT") + "COUNT".length();
      assertThat(lines.stream().skip(1))
          .as("numbers end below their heading, seed %d", seed)
          .allMatch(line -> Character.isDigit(line.charAt(end - 1)) && line.charAt(end) == ' ');
    }
  }

  @Test
  void whatIsMissingIsEmptyAndATableWithoutRowsIsItsHeadings() {
    assertThat(print(new Table("", "A", "B").row(null, 7).row("x", null)))
        .isEqualTo("A  B\n   7\nx\n".replace("\n", System.lineSeparator()));
    assertThat(print(new Table("", "A", "B"))).isEqualTo("A  B" + System.lineSeparator());
  }

  private static String print(Table table) {
    StringWriter out = new StringWriter();
    table.print(new PrintWriter(out, true));
    return out.toString();
  }
}
