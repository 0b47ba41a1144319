package io.feedmesh.streams.dedupe;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;

/**
 * Versions of a feed's document as an origin may publish them: posts come, are edited (sometimes
 * back to what they were), roll over the end, are taken out from between the others, and return.
 */
final class PostHistory {
  /** What the feed's ids are worth. */
  enum Ids {
    /** Each post has its own for ever; links go with the text. */
    STABLE,
    /** Now and then all posts that are never edited get other ones. */
    RENAMED,
    /** They number the places: each new post moves all others on. */
    PLACES,
    /** Each stands for every third post. */
    SHARED
  }

  /** A post in a document: which one, and which version of it. */
  record Shown(int post, int version) {}

  private static final int WINDOW = 8;

  private final Ids ids;
  private final Random random;
  private final TreeSet<Integer> shown = new TreeSet<>(Comparator.reverseOrder());
  private final Map<Integer, Integer> versions = new HashMap<>();
  private int next;
  private int epoch;

  final List<List<Shown>> documents = new ArrayList<>();
  final List<String> texts = new ArrayList<>();

  /** The first two documents prove what the ids are worth. */
  PostHistory(Ids ids, Random random, int count) {
    this.ids = ids;
    this.random = random;
    post(4);
    publish();
    post(1);
    publish();
    while (documents.size() < count) {
      step();
      publish();
    }
  }

  private void step() {
    post(random.nextInt(3));
    for (int post : List.copyOf(shown)) {
      boolean edited = ids != Ids.RENAMED || post % 3 == 0;
      if (edited && random.nextInt(10) == 0) {
        int version = versions.getOrDefault(post, 0);
        versions.put(post, version > 0 && random.nextBoolean() ? version - 1 : version + 1);
      }
    }
    if (random.nextInt(4) == 0 && shown.size() > 3) {
      shown.remove(List.copyOf(shown).get(1 + random.nextInt(shown.size() - 2)));
    }
    if (random.nextInt(5) == 0) {
      shown.add(random.nextInt(next));
    }
    if (random.nextInt(6) == 0) {
      epoch++;
    }
  }

  private void post(int count) {
    for (int i = 0; i < count; i++) {
      shown.add(next++);
    }
    while (shown.size() > WINDOW) {
      shown.pollLast();
    }
  }

  private void publish() {
    List<Shown> document = new ArrayList<>();
    List<String> items = new ArrayList<>();
    for (int post : shown) {
      int version = versions.getOrDefault(post, 0);
      document.add(new Shown(post, version));
      String link = ids == Ids.STABLE && post % 5 == 0 ? "" : link(post, version);
      items.add(DedupeDriver.itemWithLink(id(post, items.size()), link, post + " " + version));
    }
    documents.add(document);
    texts.add(DedupeDriver.feed(items.toArray(String[]::new)));
  }

  private String link(int post, int version) {
    return "https://blog.example/" + post + (ids == Ids.STABLE ? "-" + version : "");
  }

  private String id(int post, int place) {
    return switch (ids) {
      case STABLE -> "id" + post;
      case RENAMED -> post % 3 == 0 ? "id" + post : "id" + post + "-" + epoch;
      case PLACES -> "item-" + place;
      case SHARED -> "id" + post % 3;
    };
  }
}
