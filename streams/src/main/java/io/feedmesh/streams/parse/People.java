package io.feedmesh.streams.parse;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jsoup.nodes.Element;

/** Names of authors: Atom's persons, dc:creator, and RSS's {@code mail@host (Name)}. */
final class People {
  private static final int MAX_AUTHORS = 50;
  private static final int MAX_INHERITED = 10;
  private static final int MAX_INHERITED_LENGTH = 200;

  private People() {}

  static List<String> of(Element parent) {
    Set<String> names = new LinkedHashSet<>();
    for (Element author : Tree.children(parent, "author", "dc:creator", "atom:author")) {
      String name = name(author);
      if (name != null && names.size() < MAX_AUTHORS) {
        names.add(name);
      }
    }
    if (names.isEmpty()) {
      String itunes = PlainText.ofHtml(Tree.textOf(parent, "itunes:author"));
      return itunes == null ? List.of() : List.of(itunes);
    }
    return List.copyOf(names);
  }

  /** Those of the feed that its entries without any get, as many and as long as names are. */
  static List<String> inherited(List<String> feedAuthors) {
    return feedAuthors.stream()
        .limit(MAX_INHERITED)
        .map(
            name ->
                name.length() > MAX_INHERITED_LENGTH
                    ? name.substring(0, MAX_INHERITED_LENGTH)
                    : name)
        .toList();
  }

  private static String name(Element author) {
    if (author.firstElementChild() != null) {
      return PlainText.folded(Tree.textOf(author, "name", "atom:name", "email", "atom:email"));
    }
    String text = PlainText.ofHtml(Tree.text(author));
    int open = text == null ? -1 : text.indexOf('(');
    int close = open < 0 ? -1 : text.indexOf(')', open);
    boolean mailFirst = close > open + 1 && text.lastIndexOf('@', open) >= 0;
    return mailFirst ? text.substring(open + 1, close).strip() : text;
  }
}
