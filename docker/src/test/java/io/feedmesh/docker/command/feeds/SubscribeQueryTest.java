package io.feedmesh.docker.command.feeds;

import static org.assertj.core.api.Assertions.assertThat;

import io.feedmesh.docker.command.Cli.Result;
import io.feedmesh.docker.command.Cluster;
import io.feedmesh.docker.command.Shell;
import io.feedmesh.schemas.kafka.RecordSender;
import io.feedmesh.schemas.record.Subscription;
import io.feedmesh.schemas.record.Wanted;
import io.feedmesh.schemas.topic.SubscriberBounds;
import io.feedmesh.schemas.topic.SubscriptionKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class SubscribeQueryTest {
  private static final String KAFKA = SubscriptionKey.ofSearch("alerts", "kafka").toString();
  private static final String RUST = SubscriptionKey.ofSearch("alerts", "rust").toString();

  private final Shell shell = Shell.withTopics();

  private Map<String, Subscription> stored() {
    try (Cluster cluster = Cluster.open(shell.kafka())) {
      return new Subscriptions(cluster).all();
    }
  }

  @Test
  void aQueryAsksForTheEntriesThatItFindsAndForNoDocuments() {
    Result result = shell.run("subscribe", "--subscriber=alerts", "--query=kafka", "a.example");

    assertThat(result.out()).startsWith("subscribed alerts to what 'kafka' finds in 1 feed until ");
    Subscription one = stored().get("https://a.example/ alerts");
    assertThat(one.getQuery()).isEqualTo("kafka");
    assertThat(one.getWants()).containsExactly(Wanted.ENTRIES);
  }

  @Test
  void anotherQueryOnAFeedReplacesTheOneThatWasThere() {
    shell.run("subscribe", "--subscriber=alerts", "--query=kafka", "a.example");
    shell.run("subscribe", "--subscriber=alerts", "--query=rust", "a.example");

    assertThat(stored()).hasSize(1);
    assertThat(stored().get("https://a.example/ alerts").getQuery()).isEqualTo("rust");
  }

  @Test
  void queriesOverAllFeedsStandBesideEachOther() {
    Result result = shell.run("subscribe", "--subscriber=alerts", "--query=kafka", "--all-feeds");
    shell.run("subscribe", "--subscriber=alerts", "--query=rust", "--all-feeds");

    assertThat(result.out()).startsWith("subscribed alerts to what 'kafka' finds in all feeds ");
    assertThat(stored()).containsOnlyKeys(KAFKA, RUST);
    assertThat(stored().get(RUST).getFeedUrl()).isNull();
    assertThat(shell.run("subscriptions").out()).contains("(all feeds)", "rust", "kafka");
  }

  @Test
  void oneQueryOrAllOfThemEnd() {
    for (String query : List.of("kafka", "rust", "java")) {
      shell.run("subscribe", "--subscriber=alerts", "--query=" + query, "--all-feeds");
    }
    shell.run("subscribe", "--subscriber=alerts", "a.example");

    Result one = shell.run("unsubscribe", "--subscriber=alerts", "--all-feeds", "--query=java");
    assertThat(one.out()).isEqualTo("unsubscribed alerts from 1 query over all feeds\n");
    assertThat(stored()).containsOnlyKeys(KAFKA, RUST, "https://a.example/ alerts");
    Result all = shell.run("unsubscribe", "--subscriber=alerts", "--all");

    assertThat(all.out())
        .isEqualTo("unsubscribed alerts from 1 feed and 2 queries over all feeds\n");
    assertThat(stored()).isEmpty();
  }

  @Test
  void whatIsWantedCanBeSaid() {
    shell.run("subscribe", "--want=metadata,entries", "a.example");
    shell.run("subscribe", "--want=documents,entries", "--query=kafka", "b.example");

    assertThat(Set.copyOf(stored().get("https://a.example/ edge").getWants()))
        .containsExactlyInAnyOrder(Wanted.METADATA, Wanted.ENTRIES);
    assertThat(Set.copyOf(stored().get("https://b.example/ edge").getWants()))
        .containsExactlyInAnyOrder(Wanted.DOCUMENTS, Wanted.ENTRIES);
  }

  @Test
  void anEntryComesOnceToWhoWantsEntriesOnlyUnlessTheyWantItFromEachFeed() {
    shell.run("subscribe", "--query=kafka", "a.example");
    shell.run("subscribe", "--query=kafka", "--no-once", "b.example");
    shell.run("subscribe", "c.example");
    shell.run("subscribe", "--once", "d.example");

    assertThat(stored().get("https://a.example/ edge").getOnce()).isTrue();
    assertThat(stored().get("https://b.example/ edge").getOnce()).isFalse();
    assertThat(stored().get("https://c.example/ edge").getOnce()).isFalse();
    assertThat(stored().get("https://d.example/ edge").getOnce()).isTrue();
  }

  @Test
  void earlierEntriesCanBeAskedFor() {
    shell.run("subscribe", "--last=10", "a.example");
    shell.run("subscribe", "--subscriber=alerts", "--query=kafka", "--all-feeds", "--since=2h");

    assertThat(stored().get("https://a.example/ edge").getLast()).isEqualTo(10);
    assertThat(stored().get(KAFKA).getSince())
        .isEqualTo(stored().get(KAFKA).getCreatedAt().minusSeconds(7_200));
    assertThat(shell.run("subscribe", "--last=101", "a.example").err())
        .startsWith("feedmesh: --last: expected 1 to 100, found 101");
    assertThat(shell.run("subscribe", "--last=1", "--since=2h", "a.example").err())
        .startsWith("feedmesh: --last: expected feeds, and no --since with it");
    assertThat(shell.run("subscribe", "--last=1", "--all-feeds").err())
        .startsWith("feedmesh: --last: expected feeds, and no --since with it");
    assertThat(shell.run("subscribe", "--since=2999-01-01", "a.example").err())
        .startsWith("feedmesh: --since: expected a time that has passed");
    assertThat(shell.run("subscribe", "--since=2h", "--want=metadata", "a.example").err())
        .startsWith("feedmesh: --last and --since are about entries: expected --want entries");
  }

  @Test
  void whatMakesNoSenseIsRefused() {
    assertThat(shell.run("subscribe", "--all-feeds", "a.example").err())
        .startsWith("feedmesh: expected either feeds (URL|OPML-FILE|-) or --all-feeds");
    assertThat(shell.run("subscribe", "--query=kafka").err())
        .startsWith("feedmesh: expected either feeds (URL|OPML-FILE|-) or --all-feeds");
    assertThat(shell.run("subscribe", "--all-feeds", "--want=documents").err())
        .startsWith("feedmesh: --all-feeds: expected --want entries");
    assertThat(shell.run("subscribe", "--want=unknown", "a.example").err())
        .startsWith("feedmesh: --want: expected documents, metadata, entries");
    assertThat(shell.run("unsubscribe", "--query=kafka", "a.example").err())
        .startsWith("feedmesh: --query: expected --all-feeds with it");
    assertThat(stored()).isEmpty();
  }

  @Test
  void whatIsNoQueryIsRefusedWithThePlace() {
    Result result = shell.run("subscribe", "--query=kafka tittle:x", "a.example");

    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.err())
        .startsWith(
            "feedmesh: query, at character 7, 'tittle:x': no field 'tittle': expected one of title,");
    assertThat(shell.run("queries", "kafka)").err()).contains("at character 6, ')': expected");
    assertThat(shell.run("queries", "(kafka").err()).contains("at character 7, its end: expected");
    assertThat(stored()).isEmpty();
  }

  @Test
  void theLanguageIsExplainedAndCheckedWithoutACluster() {
    assertThat(shell.run("queries").out()).contains("title ", "words of the title", "enclosure");
    assertThat(shell.run("queries", "title:(kafka OR rust)").out())
        .isEqualTo("fine: title:(kafka OR rust)\n");
  }

  @Test
  void aSubscriberCannotHaveMoreThanItsShare() {
    Instant now = Instant.now();
    try (RecordSender sender = shell.kafka().sender("test")) {
      List<CompletableFuture<?>> sent = new ArrayList<>();
      for (int i = 0; i < SubscriberBounds.MAX_SEARCHES; i++) {
        String query = "word" + i;
        Wish wish =
            new Wish(
                "alerts",
                query,
                Set.of(Wanted.ENTRIES),
                false,
                new Wish.Earlier(0, null),
                now,
                now.plusSeconds(600));
        sent.add(
            sender.send(
                shell.kafka().topics().subscriptions, wish.search().toString(), wish.of(null)));
      }
      sent.forEach(CompletableFuture::join);
    }

    Result more = shell.run("subscribe", "--subscriber=alerts", "--query=more", "--all-feeds");
    Result again = shell.run("subscribe", "--subscriber=alerts", "--query=word7", "--all-feeds");

    assertThat(more.exit()).isEqualTo(1);
    assertThat(more.err())
        .contains("alerts would have 1,001 queries over all feeds, at most 1,000 are possible");
    assertThat(again.exit()).isZero();
  }
}
