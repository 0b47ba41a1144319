package io.feedmesh.streams.schedule;

import io.feedmesh.schemas.topic.PartitionBy;
import io.feedmesh.streams.topology.DueQueue;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Which feed comes next, and when: a queue of feeds for each host, and a queue of hosts. A host
 * whose turn has come hands out its first feed, so that many feeds that wait for one host cost no
 * more than one. In memory; rebuilt from the stores. Not for several threads.
 */
final class Agenda {
  private static final class Host {
    final DueQueue feeds = new DueQueue();
    HostState state = HostState.IDLE;
  }

  private final HostRule rule;
  private final Map<String, Host> hosts = new HashMap<>();
  private final DueQueue turns = new DueQueue();
  private int feeds;

  Agenda(HostRule rule) {
    this.rule = rule;
  }

  static String hostOf(String feedUrl) {
    return PartitionBy.HOST.part(feedUrl);
  }

  /** Something is to be done about the feed at that moment, and at no other. */
  void put(String feedUrl, long at, long now) {
    String name = hostOf(feedUrl);
    Host host = hosts.computeIfAbsent(name, n -> new Host());
    int before = host.feeds.size();
    host.feeds.put(feedUrl, at);
    feeds += host.feeds.size() - before;
    arrange(name, host, now);
  }

  /** Nothing is to be done about the feed. */
  void remove(String feedUrl, long now) {
    String name = hostOf(feedUrl);
    Host host = hosts.get(name);
    if (host != null) {
      int before = host.feeds.size();
      host.feeds.remove(feedUrl);
      feeds += host.feeds.size() - before;
      arrange(name, host, now);
    }
  }

  /** A request to the feed's host is under way. */
  void requested(String feedUrl, long at, long deadline) {
    Host host = hosts.computeIfAbsent(hostOf(feedUrl), n -> new Host());
    host.state = host.state.requested(feedUrl, at, deadline);
  }

  /** The feed's host was asked at that moment, and has answered. */
  void asked(String feedUrl, long at) {
    Host host = hosts.computeIfAbsent(hostOf(feedUrl), n -> new Host());
    host.state = host.state.asked(at);
  }

  /** It was answered. */
  void landed(String feedUrl, long now) {
    String name = hostOf(feedUrl);
    Host host = hosts.get(name);
    if (host != null) {
      host.state = host.state.landed(feedUrl);
      arrange(name, host, now);
    }
  }

  /** How the host wishes to be asked. */
  void wishes(String name, HostWish wish, long now) {
    Host host = hosts.computeIfAbsent(name, n -> new Host());
    host.state = host.state.with(wish);
    arrange(name, host, now);
  }

  /** How the host wishes to be asked, as far as it was heard of late. */
  HostWish wish(String name) {
    Host host = hosts.get(name);
    return host == null ? HostWish.NONE : host.state.wish();
  }

  /** Takes out the feed of any host that is to be looked at now. */
  Optional<String> next(long now) {
    for (Optional<String> name = turns.pollDue(now); name.isPresent(); name = turns.pollDue(now)) {
      Optional<String> feed = take(name.get(), now);
      if (feed.isPresent()) {
        return feed;
      }
    }
    return Optional.empty();
  }

  /** Takes out the feed of that host that is to be looked at now. */
  Optional<String> nextOf(String name, long now) {
    return turns.at(name).filter(at -> at <= now).flatMap(at -> take(name, now));
  }

  /** How many feeds are in it. */
  int size() {
    return feeds;
  }

  private Optional<String> take(String name, long now) {
    Host host = hosts.get(name);
    host.state = host.state.at(now);
    Optional<String> feed =
        rule.decide(name, host.state, now) instanceof HostRule.Decision.Go
            ? host.feeds.pollDue(now)
            : Optional.empty();
    if (feed.isPresent()) {
      feeds--;
    }
    arrange(name, host, now);
    return feed;
  }

  /** Puts the host where its first feed and its own limits say. */
  private void arrange(String name, Host host, long now) {
    Optional<Long> first = host.feeds.firstAt();
    if (first.isEmpty()) {
      long idleFrom = rule.idleFrom(name, host.state);
      if (idleFrom > now) {
        turns.put(name, idleFrom); // to be forgotten then, and its limits not before
      } else {
        turns.remove(name);
        hosts.remove(name);
      }
      return;
    }
    long at = Math.max(first.get(), now);
    if (rule.decide(name, host.state, at) instanceof HostRule.Decision.Wait wait) {
      at = Math.max(at, wait.until());
    }
    turns.put(name, at);
  }
}
