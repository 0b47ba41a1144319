package io.feedmesh.streams.views;

import static io.feedmesh.streams.testing.Samples.document;
import static io.feedmesh.streams.testing.Samples.entry;
import static io.feedmesh.streams.testing.Samples.subscription;
import static org.assertj.core.api.Assertions.assertThat;

import io.feedmesh.schemas.record.Document;
import io.feedmesh.schemas.record.Entry;
import io.feedmesh.schemas.record.EntryChange;
import io.feedmesh.schemas.record.EntryView;
import io.feedmesh.schemas.record.Subscription;
import io.feedmesh.schemas.record.Wanted;
import io.feedmesh.schemas.topic.SubscriptionKey;
import io.feedmesh.streams.query.EntryMatcher;
import io.feedmesh.streams.query.EntryQuery;
import io.feedmesh.streams.testing.TopologyRig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Random wishes, entries and documents, beside a model that compares all with all. */
class ViewsPropertyTest {
  private static final String[] WORDS = {"kafka", "rust", "garden", "köln", "東京", "java"};
  private static final String[] QUERIES = {
    "kafka",
    "rust OR garden",
    "-java",
    "title:koln",
    "\"kafka rust\"",
    "feed:f1.example",
    "ka*",
    "東京",
    "kafka -rust",
    "(nonsense"
  };

  private final TopologyRig rig =
      new TopologyRig(
          (builder, topics, registry) ->
              ViewsTopology.define(
                  builder, topics, ViewsConfig.DEFAULT, LoggedEntries.NONE, registry));
  private final Map<String, Subscription> stored = new TreeMap<>();
  private final Map<String, Document> documents = new TreeMap<>();
  private final Map<String, Document> views = new TreeMap<>();
  private final long seed = Long.getLong("feedmesh.seed", System.nanoTime());
  private final Random random = new Random(seed);

  @AfterEach
  void closeRig() {
    rig.close();
  }

  @Test
  void viewsAreWhatComparingEverythingWithEverythingGives() {
    int arrived = 0;
    for (int step = 0; step < 3_000; step++) {
      switch (random.nextInt(10)) {
        case 0, 1 -> subscribe();
        case 2 -> unsubscribe();
        case 3 -> rig.advance(Duration.ofSeconds(random.nextInt(120)));
        case 4 -> publish(step);
        default -> arrived += tell(step);
      }
    }
    rig.advance(Duration.ofSeconds(31)); // a sweep of the leases that ended
    viewsArrive();

    assertThat(views).as("seed %d", seed).isEqualTo(expectedViews());
    assertThat(arrived).isGreaterThan(500);
    assertThat(views).isNotEmpty();
  }

  private void subscribe() {
    String subscriber = "s" + random.nextInt(6);
    String query = random.nextInt(3) == 0 ? null : QUERIES[random.nextInt(QUERIES.length)];
    boolean all = random.nextInt(3) == 0;
    String feed = all ? null : feed();
    Set<Wanted> wants = EnumSet.of(Wanted.ENTRIES);
    if (!all && random.nextBoolean()) {
      wants = EnumSet.of(any(Wanted.DOCUMENTS, Wanted.METADATA), any(Wanted.values()));
    }
    Subscription subscription =
        Subscription.newBuilder(
                subscription(
                    feed,
                    subscriber,
                    rig.now().plusSeconds(random.nextInt(600)),
                    wants.toArray(Wanted[]::new)))
            .setQuery(query)
            .build();
    SubscriptionKey key =
        all
            ? SubscriptionKey.ofSearch(subscriber, query == null ? "" : query)
            : SubscriptionKey.of(feed, subscriber);
    stored.put(key.toString(), subscription);
    rig.send(rig.topics.subscriptions, key.toString(), subscription);
  }

  private void unsubscribe() {
    if (!stored.isEmpty()) {
      String key = new ArrayList<>(stored.keySet()).get(random.nextInt(stored.size()));
      stored.remove(key);
      rig.send(rig.topics.subscriptions, key, null);
    }
  }

  private void publish(int version) {
    Document document = document(feed(), version, "version " + version);
    documents.put(document.getFeedUrl(), document);
    rig.send(rig.topics.documents, document.getFeedUrl(), document);
    viewsArrive();
  }

  private int tell(int number) {
    String title = words();
    Entry entry =
        Entry.newBuilder().setKey("e" + number).setTitle(title).setContent(words()).build();
    EntryChange change = EntryChange.newBuilder(entry(feed(), "e")).setEntry(entry).build();
    rig.send(rig.topics.entries, change.getFeedUrl(), change);

    Map<String, Set<String>> got = new TreeMap<>();
    for (TestRecord<String, EntryView> record : rig.sent(rig.topics.entryViews)) {
      assertThat(record.value().getChange()).isEqualTo(change);
      Set<String> reasons = new TreeSet<>(record.value().getReasons());
      assertThat(got.put(record.key(), reasons)).as("once, seed %d", seed).isNull();
    }
    assertThat(got)
        .as("entry %s at step %d, seed %d", title, number, seed)
        .isEqualTo(wanting(change));
    return got.size();
  }

  private Map<String, Set<String>> wanting(EntryChange change) {
    Map<String, Set<String>> wanting = new TreeMap<>();
    for (Subscription s : stored.values()) {
      boolean feed = s.getFeedUrl() == null || s.getFeedUrl().equals(change.getFeedUrl());
      if (feed && live(s) && s.getWants().contains(Wanted.ENTRIES) && found(s.getQuery(), change)) {
        String where = s.getFeedUrl() == null ? "*" : s.getFeedUrl();
        wanting
            .computeIfAbsent(s.getSubscriber(), key -> new TreeSet<>())
            .add(s.getQuery() == null ? where : where + " " + s.getQuery());
      }
    }
    return wanting;
  }

  private static boolean found(String query, EntryChange change) {
    return query == null
        || (EntryQuery.parse(query) instanceof EntryQuery.Parsed.Accepted accepted
            && new EntryMatcher(change).matches(accepted.query()));
  }

  private boolean live(Subscription s) {
    return s.getLeaseUntil().isAfter(rig.now());
  }

  private void viewsArrive() {
    for (TestRecord<String, Document> record : rig.sent(rig.topics.documentViews)) {
      if (record.value() == null) {
        views.remove(record.key());
      } else {
        views.put(record.key(), record.value());
      }
    }
  }

  private Map<String, Document> expectedViews() {
    Map<String, Document> expected = new TreeMap<>();
    for (Subscription s : stored.values()) {
      Document document = s.getFeedUrl() == null ? null : documents.get(s.getFeedUrl());
      boolean whole = s.getWants().contains(Wanted.DOCUMENTS);
      if (document != null && live(s) && (whole || s.getWants().contains(Wanted.METADATA))) {
        Document bare = Document.newBuilder(document).setBody(null).build();
        expected.put(s.getSubscriber() + " " + s.getFeedUrl(), whole ? document : bare);
      }
    }
    return expected;
  }

  private Wanted any(Wanted... some) {
    return some[random.nextInt(some.length)];
  }

  private String feed() {
    return "https://f" + random.nextInt(5) + ".example/feed.xml";
  }

  private String words() {
    String[] words = new String[random.nextInt(5)];
    Arrays.setAll(words, i -> WORDS[random.nextInt(WORDS.length)]);
    return String.join(" ", words);
  }
}
