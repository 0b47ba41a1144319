package io.feedmesh.docker.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The simulated blogs, from {@code blogs.txt} beside this class. */
final class BlogCatalogue {
  private BlogCatalogue() {}

  /**
   * The first {@code count} blogs; beyond those written down, the same writers open further blogs.
   * The first blogs are the same whatever the count.
   */
  static List<Blog> blogs(int count) {
    List<Map.Entry<String, Grammar>> written = List.copyOf(sections(text()).entrySet());
    List<Blog> blogs = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      Map.Entry<String, Grammar> section = written.get(i % written.size());
      blogs.add(blog(i, i / written.size() + 1, section.getKey(), section.getValue()));
    }
    return List.copyOf(blogs);
  }

  private static Blog blog(int index, int edition, String slug, Grammar grammar) {
    String name = grammar.texts("name").get(0);
    FeedFormat[] formats = FeedFormat.values();
    return new Blog(
        edition == 1 ? slug : slug + "-" + edition,
        edition == 1 ? name : name + " " + edition,
        grammar.texts("author").get(0),
        formats[index % formats.length],
        ping(index),
        grammar);
  }

  /** One in six does not ping; the others do by turns. */
  private static PingKind ping(int index) {
    if (index % 6 == 5) {
      return PingKind.NONE;
    }
    return (index - index / 6) % 2 == 0 ? PingKind.XML_RPC : PingKind.REST;
  }

  private static Map<String, Grammar> sections(String text) {
    Map<String, Grammar> sections = new LinkedHashMap<>();
    Map<String, List<String>> rules = Map.of();
    for (String line : text.lines().toList()) {
      if (line.startsWith("[")) {
        rules = new HashMap<>();
        sections.put(line.substring(1, line.length() - 1), new Grammar(rules));
      } else if (!line.isBlank() && !line.startsWith("#")) {
        String[] rule = line.split(" = ", 2);
        rules.put(rule[0], List.of(rule[1].split(" \\| ")));
      }
    }
    return sections;
  }

  private static String text() {
    try (InputStream in = BlogCatalogue.class.getResourceAsStream("blogs.txt")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("blogs.txt can not be read from the class path", e);
    }
  }
}
