package io.feedmesh.streams.query;

import static io.feedmesh.streams.query.QuerySamples.accepted;
import static io.feedmesh.streams.query.QuerySamples.change;
import static org.assertj.core.api.Assertions.assertThat;

import io.feedmesh.schemas.record.EntryChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class QueryMonitorTest {
  private static final String[] WORDS = {
    "kafka", "streams", "rust", "java", "garden", "Köln", "東京都", "кафка", "a", "1984", "c++"
  };

  private static final String[] PATTERNS = {
    "ka*", "title:köl*", "gard?n", "str*m?", "kafak~", "東京*", "кафк?", "author:lo*", "site:example*"
  };

  private final QueryMonitor monitor = new QueryMonitor();

  @AfterEach
  void close() {
    monitor.close();
  }

  @Test
  void aQueryIsReplacedByALaterOneOfItsIdAndForgottenWhenRemoved() {
    EntryChange entry = change("kafka", "");
    monitor.put("one", accepted("kafka"));
    monitor.put("two", accepted("rust"));
    assertThat(monitor.match(entry)).containsExactly("one");

    monitor.put("two", accepted("kafka OR rust"));
    monitor.put("one", accepted("rust"));
    assertThat(monitor.match(entry)).containsExactly("two");

    monitor.remove("two");
    monitor.remove("unknown");
    assertThat(monitor.match(entry)).isEmpty();
    assertThat(monitor.size()).isEqualTo(1);
  }

  @Test
  void queriesThatNoWordPointsToAreTriedAllTheSame() {
    Map<String, String> queries =
        Map.of(
            "negation", "-rust",
            "range", "published:2026",
            "prefix", "kaf*",
            "wildcard", "ka?ka",
            "fuzzy", "kafak~",
            "negation in brackets", "(NOT cobol) streams",
            "phrase", "\"kafka streams\"",
            "host", "site:example.org");
    queries.forEach((id, query) -> monitor.put(id, accepted(query)));

    assertThat(monitor.match(QuerySamples.full())).isEqualTo(new TreeSet<>(queries.keySet()));
  }

  @Test
  void findsWhatTryingEachQueryFindsWhateverComesAndGoes() {
    long seed = Long.getLong("feedmesh.seed", System.nanoTime());
    Random random = new Random(seed);
    Map<String, EntryQuery> stored = new TreeMap<>();
    int found = 0;
    for (int round = 0; round < 300; round++) {
      for (int i = random.nextInt(20); i > 0; i--) {
        String id = "q" + random.nextInt(200);
        if (random.nextInt(4) == 0) {
          stored.remove(id);
          monitor.remove(id);
        } else {
          stored.put(id, accepted(query(random, 3)));
          monitor.put(id, stored.get(id));
        }
      }
      EntryChange entry = change(words(random), words(random));
      EntryMatcher naive = new EntryMatcher(entry);
      TreeSet<String> expected = new TreeSet<>();
      stored.forEach(
          (id, query) -> expected.addAll(naive.matches(query) ? List.of(id) : List.of()));
      found += expected.size();

      assertThat(monitor.match(entry)).as("round %d, seed %d", round, seed).isEqualTo(expected);
    }
    assertThat(found).isGreaterThan(1000);
  }

  @Test
  void queriesWithPatternsAreFoundHoweverTheirWordsBegin() {
    Map<String, String> queries =
        Map.of(
            "two letters", "ka*",
            "the word itself", "kafka*",
            "more letters than are kept", "messagin*",
            "folded to one letter", "e\u0301\u0301*",
            "letters of two characters", "\uD835\uDD0E\uD835\uDD1E*",
            "mixed with words", "streams ka?ka -rust",
            "in a host", "site:exam*");
    queries.forEach((id, query) -> monitor.put(id, accepted(query)));
    IntStream.range(0, 5_000).forEach(i -> monitor.put("other" + i, accepted("rust" + i)));
    assertThat(monitor.match(change("nothing", ""))).isEmpty(); // and all are in the index

    assertThat(monitor.match(QuerySamples.full()))
        .containsExactlyInAnyOrder(
            "two letters",
            "the word itself",
            "more letters than are kept",
            "letters of two characters",
            "mixed with words",
            "in a host");
    assertThat(monitor.match(change("Été", ""))).containsExactly("folded to one letter");
  }

  @Test
  void severalThreadsMayAskAndChangeAtOnce() {
    monitor.put("always", accepted("kafka"));
    EntryChange entry = change("kafka", "");
    CompletableFuture<Void> changes =
        CompletableFuture.runAsync(
            () -> {
              for (int i = 0; i < 20_000; i++) {
                monitor.put("q" + i % 500, accepted("rust" + i));
              }
            });
    List<CompletableFuture<Boolean>> asked = new ArrayList<>();
    for (int thread = 0; thread < 2; thread++) {
      asked.add(
          CompletableFuture.supplyAsync(
              () ->
                  IntStream.range(0, 200)
                      .allMatch(
                          i -> monitor.match(entry).equals(new TreeSet<>(List.of("always"))))));
    }

    assertThat(asked).allSatisfy(done -> assertThat(done.join()).isTrue());
    changes.join();
    assertThat(monitor.size()).isEqualTo(501);
  }

  private static String words(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(8); i > 0; i--) {
      text.append(WORDS[random.nextInt(WORDS.length)]).append(' ');
    }
    return text.toString();
  }

  private static String query(Random random, int depth) {
    String word = WORDS[random.nextInt(WORDS.length)].replace("+", "\\+");
    return switch (depth == 0 ? 0 : random.nextInt(11)) {
      case 1 -> "(" + query(random, depth - 1) + " OR " + query(random, depth - 1) + ")";
      case 2 -> "(" + query(random, depth - 1) + " AND " + query(random, depth - 1) + ")";
      case 3 -> "(" + query(random, depth - 1) + " AND NOT " + word + ")";
      case 4 -> "(NOT " + word + ")";
      case 5 -> "title:" + word;
      case 6 -> "\"" + word + " " + WORDS[random.nextInt(WORDS.length)] + "\"";
      case 7 -> "ka*";
      case 9 -> PATTERNS[random.nextInt(PATTERNS.length)];
      case 10 -> "(" + query(random, depth - 1) + " published:[2026 TO *])";
      case 8 -> "text:" + word;
      default -> word;
    };
  }
}
