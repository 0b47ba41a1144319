package io.feedmesh.docker.demo;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

/**
 * A simulated blog: who writes it, about what, and the text of each post, which follows from the
 * post's number alone.
 *
 * @param slug its name in URLs and ids
 * @param name title of the feed
 * @param author who writes it
 * @param format of its feed
 * @param ping how it tells of its posts
 * @param grammar where its words come from
 */
record Blog(
    String slug, String name, String author, FeedFormat format, PingKind ping, Grammar grammar) {

  /** Subtitle of the feed. */
  String tagline() {
    return grammar.texts("tagline").get(0);
  }

  /** Post {@code number}, the same at each call. */
  Post post(long number, Instant published) {
    Random random = new Random(slug.hashCode() * 1_000_003L + number);
    random.nextInt(); // the first one differs little between neighbouring seeds
    String title = grammar.expand("title", random);
    List<String> sentences = new ArrayList<>(grammar.texts("sentence"));
    Collections.shuffle(sentences, random);
    List<String> texts =
        sentences.subList(0, 4 + random.nextInt(3)).stream()
            .map(sentence -> grammar.fill(sentence, random))
            .toList();
    String category = grammar.expand("category", random);
    return new Post(
        number,
        "tag:" + slug + ".example,2026:post-" + number,
        title,
        html(texts),
        texts.get(0),
        category,
        published);
  }

  /** Two paragraphs, the last sentence stressed. */
  private static String html(List<String> texts) {
    int half = texts.size() / 2;
    String last = Html.escape(texts.get(texts.size() - 1));
    return "<p>"
        + texts.subList(0, half).stream().map(Html::escape).collect(Collectors.joining(" "))
        + "</p>\n<p>"
        + texts.subList(half, texts.size() - 1).stream()
            .map(Html::escape)
            .collect(Collectors.joining(" ", "", " "))
        + "<em>"
        + last
        + "</em></p>";
  }
}
