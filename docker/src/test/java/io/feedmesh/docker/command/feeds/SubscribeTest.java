package io.feedmesh.docker.command.feeds;

import static org.assertj.core.api.Assertions.assertThat;

import io.feedmesh.docker.command.Cli.Result;
import io.feedmesh.docker.command.Cluster;
import io.feedmesh.docker.command.Shell;
import io.feedmesh.schemas.record.Subscription;
import io.feedmesh.schemas.record.Wanted;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SubscribeTest {
  @TempDir Path folder;
  private final Shell shell = Shell.withTopics();

  private Map<String, Subscription> stored() {
    try (Cluster cluster = Cluster.open(shell.kafka())) {
      return new Subscriptions(cluster).all();
    }
  }

  @Test
  void storesOneSubscriptionForEachFeed() {
    Instant before = Instant.now().minusSeconds(1);
    Result result = shell.run("subscribe", "--lease=2d", "example.org/feed", "http://b.example/");
    assertThat(result.exit()).isZero();
    assertThat(result.err()).isEmpty();
    assertThat(result.out())
        .matches("subscribed edge to 2 feeds until \\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ\n");
    assertThat(stored())
        .containsOnlyKeys("http://b.example/ edge", "https://example.org/feed edge");
    Subscription one = stored().get("https://example.org/feed edge");
    assertThat(one.getFeedUrl()).isEqualTo("https://example.org/feed");
    assertThat(one.getSubscriber()).isEqualTo("edge");
    assertThat(one.getWants()).isEqualTo(List.of(Wanted.DOCUMENTS, Wanted.ENTRIES));
    assertThat(one.getLeaseUntil()).isAfter(before.plus(Duration.ofDays(2)));
    assertThat(one.getCreatedBy()).isEqualTo("cli");
  }

  @Test
  void entriesOfSeveralFeedsMayBeAskedForOnce() {
    shell.run("subscribe", "--once", "--subscriber=reader", "a.example");
    shell.run("subscribe", "--subscriber=reader", "b.example");

    assertThat(stored().get("https://a.example/ reader").getOnce()).isTrue();
    assertThat(stored().get("https://b.example/ reader").getOnce()).isFalse();
  }

  @Test
  void listsBadAddressesAndTakesTheRest() {
    Result result = shell.run("subscribe", "--subscriber=e2", "nonsense", "a.example");
    assertThat(result.exit()).isZero();
    assertThat(result.err()).startsWith("feedmesh: not a feed URL: ").contains("nonsense");
    assertThat(result.out()).startsWith("subscribed e2 to 1 feed until ").endsWith(", refused 1\n");
  }

  @Test
  void aFileThatIsNoOpmlSubscribesToNothing() throws IOException {
    Path page = Files.writeString(folder.resolve("page.opml"), "<html><body>hi</body></html>");
    Result result = shell.run("subscribe", "a.example", page.toString());
    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.out()).isEmpty();
    assertThat(result.err())
        .startsWith("feedmesh: " + page + " is no OPML file: its root is <html>\n");
    assertThat(stored()).isEmpty();
  }

  @Test
  void anEmptyOpmlIsSaidToBeEmpty() throws IOException {
    Path empty = Files.writeString(folder.resolve("empty.opml"), "<opml><body/></opml>");
    Result result = shell.run("subscribe", empty.toString());
    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.err()).startsWith("feedmesh: found no feed to subscribe to\n");
  }

  @Test
  void nonsenseIsRefusedBeforeAnythingIsDone() {
    assertThat(shell.run("subscribe").err()).contains("URL|OPML-FILE|-");
    assertThat(shell.run("subscribe", "--lease=0s", "a.example").err()).contains("--lease");
    assertThat(shell.run("subscribe", "--lease=99999d", "a.example").err()).contains("--lease");
    assertThat(shell.run("subscribe", "--lease=long", "a.example").err()).contains("'long'");
    Result result = shell.run("subscribe", "--subscriber=a b", "a.example");
    assertThat(result.err()).contains("subscriber: expected 1 to 128", "'a b'");
    assertThat(result.exit()).isEqualTo(2);
    assertThat(stored()).isEmpty();
  }

  @Test
  void readsStandardInput() {
    InputStream real = System.in;
    System.setIn(new ByteArrayInputStream("a.example\n".getBytes(StandardCharsets.UTF_8)));
    try {
      assertThat(shell.run("subscribe", "-").out()).startsWith("subscribed edge to 1 feed ");
    } finally {
      System.setIn(real);
    }
  }

  @Test
  void saysThatTheTopicsAreMissing() {
    Shell bare = Shell.withoutTopics();
    for (String command : List.of("subscribe", "unsubscribe", "ping")) {
      Result result = bare.run(command, "a.example");
      assertThat(result.exit()).isEqualTo(1);
      assertThat(result.err()).contains("lacks the topic", "'./feedmesh topics create'");
    }
  }

  @Test
  void unsubscribesAndNamesWhatWasNotSubscribed() {
    shell.run("subscribe", "a.example", "b.example");
    Result result = shell.run("unsubscribe", "a.example", "c.example");
    assertThat(result.exit()).isZero();
    assertThat(result.out()).isEqualTo("unsubscribed edge from 1 feed\n");
    assertThat(result.err()).isEqualTo("feedmesh: edge was not subscribed to https://c.example/\n");
    assertThat(stored()).containsOnlyKeys("https://b.example/ edge");
  }

  @Test
  void unsubscribesOneSubscriberFromAll() {
    shell.run("subscribe", "a.example", "b.example");
    shell.run("subscribe", "--subscriber=e2", "a.example");
    assertThat(shell.run("unsubscribe", "--all").out())
        .isEqualTo("unsubscribed edge from 2 feeds\n");
    assertThat(stored()).containsOnlyKeys("https://a.example/ e2");
  }

  @Test
  void unsubscribingNeedsEitherFeedsOrAll() {
    for (Result result :
        List.of(shell.run("unsubscribe"), shell.run("unsubscribe", "--all", "a.example"))) {
      assertThat(result.exit()).isEqualTo(2);
      assertThat(result.err())
          .startsWith("feedmesh: expected either feeds, --all-feeds or --all\n");
    }
  }

  @Test
  void listsWhatIsSubscribedAsATable() {
    shell.run("subscribe", "a.example");
    shell.run("subscribe", "--subscriber=e2", "b.example");
    assertThat(shell.run("subscriptions").out().lines().map(line -> line.replaceFirst(" .*", "")))
        .containsExactly("FEED", "https://a.example/", "https://b.example/");
    assertThat(shell.run("subscriptions", "--subscriber=e2").out())
        .contains("https://b.example/  e2          documents,entries  2")
        .doesNotContain("a.example");
  }

  @Test
  void leavesOutSubscriptionsWhoseLeaseIsOver() {
    try (Cluster cluster = Cluster.open(shell.kafka())) {
      Instant past = Instant.now().minusSeconds(60);
      var feed = io.feedmesh.schemas.url.FeedUrl.parse("https://old.example/");
      Wish lapsed =
          new Wish(
              "edge", null, Set.of(Wanted.ENTRIES), false, new Wish.Earlier(0, null), past, past);
      new Subscriptions(cluster).put(List.of(feed), lapsed);
    }
    Result result = shell.run("subscriptions");
    assertThat(result.exit()).isZero();
    assertThat(result.out()).isEmpty();
    assertThat(result.err()).startsWith("no subscriptions");
  }

  @Test
  void writesOpmlThatCanBeSubscribedToAgain() throws IOException {
    shell.run("subscribe", "https://a.example/?x=1&y=%22", "b.example");
    String opml = shell.run("subscriptions", "--opml").out();
    assertThat(opml).contains("<opml version=\"2.0\">", "x=1&amp;y=%22");
    Path file = Files.writeString(folder.resolve("out.opml"), opml);
    assertThat(shell.run("subscribe", "--subscriber=e2", file.toString()).out())
        .startsWith("subscribed e2 to 2 feeds ");
    assertThat(stored()).containsKey("https://a.example/?x=1&y=%22 e2");
  }
}
