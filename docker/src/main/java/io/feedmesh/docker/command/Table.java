package io.feedmesh.docker.command;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Rows in aligned columns; numbers to the right. Not for several threads. */
public final class Table {
  private final List<Object[]> rows = new ArrayList<>();
  private final String indent;

  /** With headings, each line indented by the given text. */
  public Table(String indent, String... headings) {
    this.indent = indent;
    rows.add(headings);
  }

  /** Adds a row; null cells stay empty. */
  public Table row(Object... cells) {
    if (cells.length != rows.get(0).length) {
      throw new IllegalArgumentException(
          "expected " + rows.get(0).length + " cells, found " + cells.length);
    }
    rows.add(cells.clone());
    return this;
  }

  /** Prints headings and rows. */
  public void print(PrintWriter out) {
    int columns = rows.get(0).length;
    int[] widths = new int[columns];
    boolean[] numbers = new boolean[columns];
    for (int c = 0; c < columns; c++) {
      int column = c;
      widths[c] = rows.stream().mapToInt(row -> text(row[column]).length()).max().orElse(0);
      numbers[c] = cells(column).anyMatch(cell -> cell instanceof Number);
    }
    for (Object[] row : rows) {
      StringBuilder line = new StringBuilder(indent);
      for (int c = 0; c < columns; c++) {
        String text = text(row[c]);
        String fill = " ".repeat(widths[c] - text.length());
        line.append(numbers[c] ? fill + text : text + fill).append("  ");
      }
      out.println(line.toString().stripTrailing());
    }
  }

  private Stream<Object> cells(int column) {
    return rows.stream().skip(1).map(row -> row[column]);
  }

  private static String text(Object cell) {
    return cell == null ? "" : cell.toString();
  }
}
