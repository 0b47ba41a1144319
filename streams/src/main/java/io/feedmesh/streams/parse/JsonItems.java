package io.feedmesh.streams.parse;

import com.fasterxml.jackson.databind.JsonNode;
import io.feedmesh.schemas.record.Enclosure;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Items of a JSON Feed. */
final class JsonItems {
  private static final int MAX_LIST = 100;

  private final Base base;
  private final List<String> feedAuthors;

  JsonItems(Base base, List<String> feedAuthors) {
    this.base = base;
    this.feedAuthors = feedAuthors;
  }

  Draft map(JsonNode item) {
    String url = text(item, "url");
    String html = text(item, "content_html");
    List<String> authors = authors(item);
    return new Draft(
        text(item, "id"),
        base.resolve(url == null ? text(item, "external_url") : url),
        PlainText.folded(text(item, "title")),
        TextConstruct.escaped(text(item, "summary")),
        html == null ? TextConstruct.escaped(text(item, "content_text")) : html,
        authors.isEmpty() ? feedAuthors : authors,
        tags(item),
        FeedDates.parse(text(item, "date_published")),
        FeedDates.parse(text(item, "date_modified")),
        text(item, "language"),
        null,
        attachments(item),
        extras(item));
  }

  private Extras extras(JsonNode item) {
    String image = text(item, "image");
    String found = image == null ? text(item, "banner_image") : image;
    return new Extras(null, base.resolve(found), null, null, null);
  }

  /** Names of {@code authors} (1.1) or {@code author} (1.0). */
  static List<String> authors(JsonNode node) {
    Set<String> names = new LinkedHashSet<>();
    for (JsonNode author : node.path("authors")) {
      addName(names, author);
    }
    if (names.isEmpty()) {
      addName(names, node.path("author"));
    }
    return List.copyOf(names);
  }

  /** A text, or a number that stands where a text should; null where it is blank or neither. */
  static String text(JsonNode node, String name) {
    JsonNode value = node.path(name);
    return value.isTextual() || value.isNumber() ? Tree.blankToNull(value.asText().strip()) : null;
  }

  private static void addName(Set<String> names, JsonNode author) {
    String name =
        author.isTextual() ? Tree.blankToNull(author.asText().strip()) : text(author, "name");
    if (name != null && names.size() < MAX_LIST) {
      names.add(name);
    }
  }

  private static List<String> tags(JsonNode item) {
    Set<String> tags = new LinkedHashSet<>();
    for (JsonNode tag : item.path("tags")) {
      if (tag.isTextual() && !tag.asText().isBlank() && tags.size() < MAX_LIST) {
        tags.add(tag.asText().strip());
      }
    }
    return List.copyOf(tags);
  }

  private List<Enclosure> attachments(JsonNode item) {
    List<Enclosure> enclosures = new ArrayList<>();
    for (JsonNode attachment : item.path("attachments")) {
      String url = text(attachment, "url");
      if (url != null && enclosures.size() < MAX_LIST) {
        enclosures.add(
            new Enclosure(
                base.resolve(url),
                text(attachment, "mime_type"),
                Numbers.positiveLong(text(attachment, "size_in_bytes"))));
      }
    }
    return enclosures;
  }
}
