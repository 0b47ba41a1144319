package io.feedmesh.streams.schedule;

import io.feedmesh.schemas.record.FeedStatus;
import io.feedmesh.schemas.record.FetchRequest;
import io.feedmesh.schemas.record.FetchResult;
import io.feedmesh.schemas.record.Ping;
import io.feedmesh.schemas.record.PushResult;
import io.feedmesh.schemas.record.Subscription;
import io.feedmesh.schemas.topic.SubscriptionKey;
import io.feedmesh.streams.topology.Lapse;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Keeps the state of the feeds of its hosts, asks the rules, and forwards the requests that are
 * due: at once where a ping or a new subscription says so, else when the clock does.
 */
final class ScheduleProcessor implements Processor<String, Signal, String, Told> {
  private static final Duration TICK = Duration.ofMillis(20);
  private static final int MAX_REQUESTS_A_TICK = 1000;
  private static final int MAX_FEEDS_OF_A_PAGE = 10;

  private final FeedRule feedRule;
  private final HostRule hostRule;
  private final RefreshPolicy refreshPolicy;
  private final ScheduleMetrics metrics;
  private ProcessorContext<String, Told> context;
  private ScheduleStores stores;
  private Agenda agenda;
  private HubCare hubs;
  private int counted;

  ScheduleProcessor(ScheduleConfig config, ScheduleMetrics metrics) {
    this.feedRule = new FeedRule(config);
    this.hostRule = new HostRule(config);
    this.refreshPolicy = new RefreshPolicy(config);
    this.metrics = metrics;
  }

  @Override
  public void init(ProcessorContext<String, Told> context) {
    this.context = context;
    this.stores = new ScheduleStores(context);
    this.agenda = new Agenda(hostRule);
    this.hubs = new HubCare(metrics, this::say);
    stores.fill(agenda, context.currentSystemTimeMs());
    context.schedule(TICK, PunctuationType.WALL_CLOCK_TIME, this::tick);
    count();
  }

  @Override
  public void process(Record<String, Signal> record) {
    long now = context.currentSystemTimeMs();
    String key = record.key();
    Signal signal = record.value();
    if (signal instanceof Signal.Subscribed subscribed) {
      subscribed(key, subscribed.subscription(), now);
    } else if (signal instanceof Signal.Unsubscribed) {
      unsubscribed(key, record.headers(), now);
    } else if (signal instanceof Signal.Pinged pinged) {
      pinged(key, pinged.ping(), now);
    } else if (signal instanceof Signal.Fetched fetched) {
      fetched(key, fetched.result(), now);
    } else if (signal instanceof Signal.Pushed pushed) {
      pushed(key, pushed.result(), now);
    } else if (signal instanceof Signal.Hinted hinted) {
      hinted(key, hinted.hints(), now);
    } else if (signal instanceof Signal.Aliased aliased) {
      FeedState state = stores.feed(key).orElse(FeedState.NEW);
      keep(key, feedRule.aliased(key, state, aliased.alias()), now);
    } else if (signal instanceof Signal.Read read) {
      stores.putAudience(key, read.audience());
    }
    String host = Agenda.hostOf(key);
    issue(agenda.nextOf(host, now), () -> agenda.nextOf(host, now), now);
    count();
  }

  @Override
  public void close() {
    metrics.followed(-counted);
    counted = 0;
  }

  private void tick(long unused) {
    long now = context.currentSystemTimeMs();
    issue(agenda.next(now), () -> agenda.next(now), now);
    count();
  }

  private void subscribed(String key, Subscription wanted, long now) {
    long leaseUntil = wanted.getLeaseUntil().toEpochMilli();
    Optional<SubscriptionKey> subscription = SubscriptionKey.parse(key);
    if (subscription.isEmpty()) {
      metrics.ignoredSubscription();
      return;
    }
    if (subscription.get().ofAllFeeds()) {
      return; // it wants of what others follow, and makes nothing be followed
    }
    if (leaseUntil <= now) {
      ended(key, subscription.get().feedUrl(), now);
      return;
    }
    String feedUrl = subscription.get().feedUrl();
    boolean first = stores.putLease(key, wanted).filter(before -> before > now).isEmpty();
    FeedState state = stores.feed(feedUrl).orElse(FeedState.NEW);
    keep(feedUrl, feedRule.subscribed(state, leaseUntil, first, now), now);
  }

  private void unsubscribed(String key, Headers headers, long now) {
    OptionalLong lapsed = Lapse.leaseUntil(headers);
    boolean renewedMeanwhile =
        lapsed.isPresent()
            && stores.lease(key).filter(lease -> lease > lapsed.getAsLong()).isPresent();
    if (!renewedMeanwhile) {
      SubscriptionKey.parse(key).ifPresent(known -> ended(key, known.feedUrl(), now));
    }
  }

  private void ended(String key, String feedUrl, long now) {
    stores.deleteLease(key);
    stores
        .feed(feedUrl)
        .ifPresent(
            state ->
                keep(feedUrl, state.followedUntil(stores.running(feedUrl, now).longest()), now));
  }

  private void pinged(String address, Ping ping, long now) {
    if (isFollowed(address, now)) {
      metrics.pinged("feed");
      pinged(address, now);
      return;
    }
    Set<String> feeds = stores.feedsOfPage(address, MAX_FEEDS_OF_A_PAGE, now);
    ScheduleStores.pageOnHost(ping.getSiteUrl(), address)
        .filter(page -> feeds.isEmpty())
        .ifPresent(page -> feeds.addAll(stores.feedsOfPage(page, MAX_FEEDS_OF_A_PAGE, now)));
    metrics.pinged(feeds.isEmpty() ? "nothing" : "page");
    feeds.forEach(feedUrl -> pinged(feedUrl, now));
  }

  private void pinged(String feedUrl, long now) {
    stores.feed(feedUrl).ifPresent(state -> keep(feedUrl, feedRule.pinged(state, now), now));
  }

  private void fetched(String feedUrl, FetchResult result, long now) {
    FeedState state = stores.feed(feedUrl).orElse(FeedState.NEW);
    boolean inTime = FeedRule.answersFlight(state, result);
    metrics.answered(inTime, result);
    hear(Agenda.hostOf(feedUrl), feedUrl, result, now);
    FeedState next = feedRule.answered(state, result, now);
    if (next.push().missed() > state.push().missed()) {
      metrics.hubMissed();
    }
    if (inTime) {
      agenda.landed(feedUrl, now);
      next = tell(feedUrl, next, result, now);
    }
    keep(feedUrl, next, now);
    if (inTime && !result.getFeeds().isEmpty()) {
      moveSubscriptions(feedUrl, result.getFeeds().get(0), now);
    }
  }

  /** How the feed's host wishes to be asked from now on. */
  private void hear(String host, String feedUrl, FetchResult result, long now) {
    HostWish before = agenda.wish(host);
    HostWish wish = before.crawlDelay(result.getCrawlDelayMillis(), now);
    if (RefreshPolicy.refused(result)) {
      wish = wish.again(refreshPolicy.hostNotBefore(feedUrl, result, now), now);
    }
    if (!wish.equals(before)) {
      stores.putWish(host, wish);
      agenda.wishes(host, wish, now);
    }
  }

  /** Says what is remarkable about the feed, where that is something else than was said last. */
  private FeedState tell(String feedUrl, FeedState state, FetchResult result, long now) {
    Optional<FeedStatus> status =
        ConditionRule.of(state, result, refreshPolicy.goneForGood(state), now);
    String gist = ConditionRule.gist(status);
    if (gist.equals(state.told())) {
      return state;
    }
    say(feedUrl, new Told.Condition(status.orElse(null)));
    return state.told(gist);
  }

  /** Those who subscribed to a page get the first feed that it names. */
  private void moveSubscriptions(String page, String feedUrl, long now) {
    for (Subscription wanted : stores.running(page, now).subscriptions()) {
      if (wanted.getAlias() != null) {
        continue; // it follows from another one, which goes its own way
      }
      Subscription moved =
          Subscription.newBuilder(wanted).setFeedUrl(feedUrl).setCreatedBy("discovery").build();
      String subscriber = " " + wanted.getSubscriber();
      say(feedUrl + subscriber, new Told.Moved(moved));
      say(page + subscriber, new Told.Moved(null));
      metrics.moved();
    }
  }

  private void hinted(String feedUrl, FeedHints hints, long now) {
    FeedState state = stores.feed(feedUrl).orElse(FeedState.NEW);
    if (!hints.equals(state.hints())) {
      stores.moveSite(feedUrl, state.hints().site(), hints.site());
      keep(feedUrl, feedRule.hinted(feedUrl, state, hints), now);
    }
  }

  private void pushed(String feedUrl, PushResult result, long now) {
    metrics.pushed(result);
    stores
        .feed(feedUrl)
        .ifPresent(state -> keep(feedUrl, feedRule.pushed(state, result, now), now));
  }

  private void keep(String feedUrl, FeedState state, long now) {
    stores.put(feedUrl, hubs.lookAfter(feedUrl, state, now));
    if (state.followed(now)) {
      agenda.put(feedUrl, state.flight().next(), now);
    } else {
      agenda.remove(feedUrl, now);
    }
  }

  private boolean isFollowed(String feedUrl, long now) {
    return stores.feed(feedUrl).filter(state -> state.followed(now)).isPresent();
  }

  private void issue(Optional<String> first, Supplier<Optional<String>> more, long now) {
    Optional<String> feedUrl = first;
    for (int i = 0; feedUrl.isPresent(); i++) {
      take(feedUrl.get(), now);
      feedUrl = i < MAX_REQUESTS_A_TICK ? more.get() : Optional.empty();
    }
  }

  private void take(String feedUrl, long now) {
    FeedState state = stores.feed(feedUrl).orElse(FeedState.NEW);
    FeedRule.Turn turn = feedRule.turn(state, now);
    if (turn instanceof FeedRule.Turn.Lapse lapse) {
      stores.running(feedUrl, now); // forgets the ended leases
      stores.put(feedUrl, hubs.lookAfter(feedUrl, lapse.state(), now));
    } else if (turn instanceof FeedRule.Turn.Later later) {
      agenda.put(feedUrl, later.at(), now);
    } else if (turn instanceof FeedRule.Turn.Request request) {
      request(feedUrl, request, now);
    }
  }

  private void request(String feedUrl, FeedRule.Turn.Request request, long now) {
    Flight flight = request.state().flight();
    agenda.requested(feedUrl, flight.requestedAt(), flight.deadline());
    // Whoever reads at an edge is behind its one subscription, and others may do both.
    long subscribers =
        Math.max(stores.running(feedUrl, now).count(), request.state().audience().at(now));
    keep(feedUrl, request.state().wantedBy(subscribers), now);
    metrics.requested(request.reason());
    Validators validators = request.state().validators();
    FetchRequest value =
        FetchRequest.newBuilder()
            .setFeedUrl(feedUrl)
            .setAddress(request.state().move().address())
            .setEtag(validators.etag())
            .setLastModified(validators.lastModified())
            .setContentHash(validators.hash())
            .setReason(request.reason())
            .setSubscribers(subscribers)
            .setRequestedAt(Instant.ofEpochMilli(flight.requestedAt()))
            .setDeadline(Instant.ofEpochMilli(flight.deadline()))
            .build();
    say(feedUrl, new Told.Request(value));
  }

  private void say(String key, Told told) {
    context.forward(new Record<>(key, told, context.currentSystemTimeMs()));
  }

  private void count() {
    metrics.followed(agenda.size() - counted);
    counted = agenda.size();
  }
}
