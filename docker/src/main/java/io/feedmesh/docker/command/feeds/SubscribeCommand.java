package io.feedmesh.docker.command.feeds;

import io.feedmesh.consumers.replay.TimeArgument;
import io.feedmesh.docker.command.Cluster;
import io.feedmesh.docker.command.KafkaOptions;
import io.feedmesh.schemas.config.Durations;
import io.feedmesh.schemas.record.Wanted;
import io.feedmesh.schemas.topic.SubscriberBounds;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code feedmesh subscribe}. */
@Command(
    name = "subscribe",
    description = {
      "Subscribe to feeds: they are fetched, and kept in the spool of the edge of that name.",
      "With a query only the entries that it finds are sent, to the live view of that subscriber.",
      "Subscribing again renews the lease; to a feed, it also replaces the query that was there.",
      "Earlier entries (--last, --since) are sent once, when a subscription or its query is new."
    },
    footer = {
      "",
      "Examples:",
      "  feedmesh subscribe https://example.org/feed.xml example.net/atom",
      "  feedmesh subscribe --subscriber edge2 --lease 7d my.opml",
      "  cut -f1 feeds.tsv | feedmesh subscribe -",
      "  feedmesh subscribe --subscriber alerts --query 'title:kafka' --last 10 my.opml",
      "  feedmesh subscribe --subscriber alerts --query '\"event streaming\"' --all-feeds --since 7d"
    })
public final class SubscribeCommand implements Runnable {
  @Mixin private KafkaOptions options;

  @Option(
      names = "--subscriber",
      paramLabel = "NAME",
      defaultValue = "edge",
      description = "Who subscribes: the name of an edge (default: ${DEFAULT-VALUE}).")
  private String subscriber;

  @Option(
      names = "--lease",
      paramLabel = "D",
      defaultValue = "30d",
      description = "How long it lasts, such as 30d or 12h (default: ${DEFAULT-VALUE}).")
  private Duration lease;

  @Option(
      names = "--query",
      paramLabel = "QUERY",
      description = "Only the entries that it finds. 'feedmesh queries' explains the language.")
  private String query;

  @Option(
      names = "--all-feeds",
      description =
          "Entries of all feeds that anybody follows: with --query those that it finds, one"
              + " subscription for each query.")
  private boolean allFeeds;

  @Option(
      names = "--want",
      paramLabel = "WHAT",
      split = ",",
      description =
          "documents, metadata (of documents, without their bodies), entries (default:"
              + " documents,entries; with --query or --all-feeds: entries).")
  private Set<Wanted> wants = EnumSet.noneOf(Wanted.class);

  @Option(
      names = "--once",
      description =
          "Send an entry that several feeds have once, as of a site's main and category feeds or a"
              + " planet: from the feed that has it first (default: where only entries are wanted).")
  private boolean once;

  @Option(names = "--no-once", description = "Send it from each of the feeds.")
  private boolean notOnce;

  @Option(
      names = "--last",
      paramLabel = "N",
      description =
          "Begin with the last entries of each feed, of those that the query finds: 1 to 100.")
  private Integer last;

  @Option(
      names = "--since",
      paramLabel = "TIME",
      description =
          "Begin with the entries that came since then: 2h, 2026-11-22, 2026-11-22T10:00:00Z or"
              + " beginning, as far back as 'feedmesh.entries' goes.")
  private String since;

  @Parameters(
      arity = "0..*",
      paramLabel = "URL|OPML-FILE|-",
      description =
          "Addresses of feeds (https:// may be left out), OPML files, or - for OPML or one address"
              + " a line on standard input.")
  private List<String> feeds = new ArrayList<>();

  @Override
  public void run() {
    options.checked(() -> SubscriberBounds.checkedName(subscriber));
    options.checked(() -> QueryCheck.checked(query));
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    Wish wish = new Wish(subscriber, query, wants(), once(), earlier(now), now, until(now));
    if (allFeeds != feeds.isEmpty()) {
      throw options.usageError("expected either feeds (URL|OPML-FILE|-) or --all-feeds");
    }
    if (allFeeds) {
      subscribeToAll(wish);
    } else {
      subscribe(wish, options.checked(() -> FeedList.read(feeds, System.in)));
    }
  }

  private void subscribe(Wish wish, FeedList list) {
    list.refused().forEach(message -> options.err().println("feedmesh: " + message));
    if (list.urls().isEmpty()) {
      throw options.usageError("found no feed to subscribe to");
    }
    try (Cluster cluster = Cluster.open(options.kafka())) {
      new Subscriptions(cluster).put(list.urls(), wish);
    }
    String refused = list.refused().isEmpty() ? "" : ", refused " + list.refused().size();
    say(FeedWords.count(list.urls().size()), wish, refused);
  }

  private void subscribeToAll(Wish wish) {
    if (!wish.wants().equals(EnumSet.of(Wanted.ENTRIES))) {
      throw options.usageError("--all-feeds: expected --want entries, or none");
    }
    try (Cluster cluster = Cluster.open(options.kafka())) {
      new Subscriptions(cluster).putSearch(wish);
    }
    say("all feeds", wish, "");
  }

  private void say(String what, Wish wish, String rest) {
    String found = query == null ? "" : "what '" + query + "' finds in ";
    options
        .out()
        .println(
            "subscribed " + subscriber + " to " + found + what + " until " + wish.until() + rest);
  }

  private Set<Wanted> wants() {
    if (wants.contains(Wanted.UNKNOWN)) {
      throw options.usageError("--want: expected documents, metadata, entries");
    }
    if (!wants.isEmpty()) {
      return wants;
    }
    return query == null && !allFeeds
        ? EnumSet.of(Wanted.DOCUMENTS, Wanted.ENTRIES)
        : EnumSet.of(Wanted.ENTRIES);
  }

  private boolean once() {
    return once || (!notOnce && wants().equals(EnumSet.of(Wanted.ENTRIES)));
  }

  private Wish.Earlier earlier(Instant now) {
    if (last != null && (last < 1 || last > SubscriberBounds.MAX_LAST)) {
      throw options.usageError(
          "--last: expected 1 to " + SubscriberBounds.MAX_LAST + ", found " + last);
    }
    if (last != null && (since != null || allFeeds)) {
      throw options.usageError("--last: expected feeds, and no --since with it");
    }
    Instant from = since == null ? null : options.checked(() -> TimeArgument.parse(since, now));
    if (from != null && from.isAfter(now)) {
      throw options.usageError("--since: expected a time that has passed, found " + from);
    }
    if ((last != null || from != null) && !wants().contains(Wanted.ENTRIES)) {
      throw options.usageError("--last and --since are about entries: expected --want entries");
    }
    return new Wish.Earlier(last == null ? 0 : last, from);
  }

  private Instant until(Instant now) {
    if (lease.compareTo(Duration.ofSeconds(1)) < 0 || lease.compareTo(Duration.ofDays(3660)) > 0) {
      throw options.usageError("--lease: expected 1s to 3660d, found " + Durations.text(lease));
    }
    return now.plus(lease);
  }
}
