package io.feedmesh.docker.bench;

import io.feedmesh.schemas.record.ChangeKind;
import io.feedmesh.schemas.record.Entry;
import io.feedmesh.schemas.record.EntryChange;
import io.feedmesh.schemas.serde.RecordSerde;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Stored queries, and posts of some 400 words in which a few of the queries find something. Words
 * are as frequent as in a language (Zipf), and queries ask for words that are not among the most
 * common thousand. The same for the same seed. Not for several threads.
 */
final class QueryWorld {
  static {
    // Avro makes records of trusted classes only, and the serdes are what makes ours trusted.
    var unused = new RecordSerde<>(EntryChange.class);
  }

  private static final int WORDS = 200_000;
  private static final int COMMON = 1_000;
  private static final int RARE = 50_000;
  private static final int PLANTED = 10;
  private static final String[] SYLLABLES =
      "ba ne ki lo mu ra ste vi do gar pel tin zo fra shu mi ler on qua xe".split(" ");
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private final Random random;
  private final List<String> queries = new ArrayList<>();

  /** What a post has to say so that a query finds it. */
  private final List<String> said = new ArrayList<>();

  QueryWorld(int count, long seed) {
    random = new Random(seed);
    for (int i = 0; i < count; i++) {
      addQuery();
    }
  }

  List<String> queries() {
    return queries;
  }

  /** A post that ten queries at least find, where there are that many. */
  EntryChange entry(int number) {
    StringBuilder content = new StringBuilder(4_000);
    for (int paragraph = 0; paragraph < PLANTED; paragraph++) {
      content.append("<p>");
      int words = 20 + random.nextInt(40);
      for (int i = 0; i < words; i++) {
        content.append(word(1, WORDS)).append(' ');
      }
      content.append(said.get(random.nextInt(said.size()))).append(".</p>\n");
    }
    String page = "https://blog" + number % 1_000 + ".example/";
    Entry entry =
        Entry.newBuilder()
            .setKey("%032x".formatted(number))
            .setTitle(word(1, WORDS) + " " + word(COMMON, WORDS) + " " + word(1, WORDS))
            .setContent(content.toString())
            .setLink(page + number)
            .setAuthors(List.of(word(COMMON, WORDS) + " " + word(COMMON, WORDS)))
            .setCategories(List.of(word(COMMON, WORDS), word(COMMON, WORDS)))
            .setLanguage("en")
            .setPublished(START)
            .build();
    return EntryChange.newBuilder()
        .setFeedUrl(page + "feed.xml")
        .setKind(ChangeKind.NEW)
        .setEntry(entry)
        .setDocumentVersion(1)
        .setFetchedAt(START)
        .setAcceptedAt(START)
        .build();
  }

  private void addQuery() {
    int kind = random.nextInt(100);
    String one = word(COMMON, WORDS);
    String other = word(COMMON, WORDS);
    if (kind < 60) {
      add(one + " " + other, one + " " + other);
    } else if (kind < 75) {
      add("\"" + one + " " + other + "\"", one + " " + other);
    } else if (kind < 80) {
      String third = word(COMMON, WORDS);
      add("(" + one + " OR " + other + ") " + third, other + " " + third);
    } else if (kind < 85) {
      add(one + " text:" + other, one + " " + other);
    } else if (kind < 90) {
      add(one + " " + other + " -" + word(1, COMMON), one + " " + other);
    } else if (kind < 95) {
      add(one + " " + other + " published:[2026 TO *] lang:en", one + " " + other);
    } else if (kind < 99) {
      String rare = word(RARE, WORDS);
      add(rare, rare);
    } else {
      String rare = word(RARE, WORDS);
      add(rare.substring(0, rare.length() - 1) + "*", rare);
    }
  }

  private void add(String query, String text) {
    queries.add(query);
    said.add(text);
  }

  /** A word between two ranks of frequency, the frequent ones as often as in a language. */
  private String word(int first, int last) {
    int rank = (int) (first * Math.pow((double) last / first, random.nextDouble()));
    StringBuilder word = new StringBuilder();
    for (int rest = rank + SYLLABLES.length; rest > 0; rest /= SYLLABLES.length) {
      word.append(SYLLABLES[rest % SYLLABLES.length]);
    }
    return word.toString();
  }
}
