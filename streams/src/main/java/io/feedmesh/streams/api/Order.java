package io.feedmesh.streams.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.feedmesh.schemas.record.Subscription;
import io.feedmesh.schemas.record.Wanted;
import io.feedmesh.schemas.topic.SubscriberBounds;
import io.feedmesh.schemas.topic.SubscriptionKey;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What a subscriber orders, as JSON: {@code feeds} (URLs) or {@code allFeeds}, {@code query},
 * {@code wants} (documents, metadata, entries), {@code leaseSeconds}, {@code once}, {@code last},
 * {@code since} (RFC 3339). Pure.
 */
final class Order {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Set<String> NAMES =
      new LinkedHashSet<>(
          List.of("feeds", "allFeeds", "query", "wants", "leaseSeconds", "once", "last", "since"));
  private static final long MAX_LEASE = Duration.ofDays(3660).toSeconds();
  private static final long LEASE = Duration.ofDays(30).toSeconds();

  private final JsonNode json;
  private final Instant now;

  private Order(JsonNode json, Instant now) {
    this.json = json;
    this.now = now;
  }

  /**
   * The subscriptions that are asked for, by their keys.
   *
   * @throws ApiException (400) that says what is wrong
   */
  static Map<String, Subscription> read(String subscriber, byte[] body, Instant now) {
    JsonNode json;
    try {
      json = JSON.readTree(new String(body, StandardCharsets.UTF_8));
    } catch (JsonProcessingException e) {
      throw new ApiException(400, "no JSON: " + e.getOriginalMessage());
    }
    if (json == null || !json.isObject()) {
      throw new ApiException(400, "expected a JSON object with " + String.join(", ", NAMES));
    }
    json.fieldNames()
        .forEachRemaining(
            name -> {
              if (!NAMES.contains(name)) {
                throw new ApiException(
                    400, "no field '" + name + "': expected " + String.join(", ", NAMES));
              }
            });
    return new Order(json, now).subscriptions(subscriber);
  }

  private Map<String, Subscription> subscriptions(String subscriber) {
    boolean all = json.path("allFeeds").asBoolean(false);
    List<String> feeds = feeds();
    if (all != feeds.isEmpty()) {
      throw new ApiException(400, "expected either feeds, a list of URLs, or allFeeds: true");
    }
    String query = query();
    Set<Wanted> wants = wants(query != null || all);
    if (all && !wants.equals(EnumSet.of(Wanted.ENTRIES))) {
      throw new ApiException(400, "wants: expected entries, with allFeeds");
    }
    Subscription.Builder order =
        Subscription.newBuilder()
            .setSubscriber(subscriber)
            .setQuery(query)
            .setWants(List.copyOf(wants))
            .setLeaseUntil(now.plusSeconds(number("leaseSeconds", LEASE, MAX_LEASE)))
            .setCreatedAt(now)
            .setCreatedBy("api")
            .setOnce(json.path("once").asBoolean(wants.equals(EnumSet.of(Wanted.ENTRIES))))
            .setLast(last(all, wants))
            .setSince(since(wants));
    Map<String, Subscription> made = new LinkedHashMap<>();
    if (all) {
      String key = SubscriptionKey.ofSearch(subscriber, query == null ? "" : query).toString();
      made.put(key, order.build());
    }
    for (String feed : feeds) {
      made.put(SubscriptionKey.of(feed, subscriber).toString(), order.setFeedUrl(feed).build());
    }
    return made;
  }

  private List<String> feeds() {
    JsonNode feeds = json.path("feeds");
    if (!feeds.isMissingNode() && !feeds.isArray()) {
      throw new ApiException(400, "feeds: expected a list of URLs");
    }
    List<String> urls = new ArrayList<>();
    for (JsonNode feed : feeds) {
      if (!feed.isTextual()) {
        throw new ApiException(400, "feeds: expected URLs, found " + feed.getNodeType());
      }
      urls.add(Parameters.feedUrl(feed.textValue()));
    }
    return urls;
  }

  private String query() {
    JsonNode query = json.path("query");
    if (query.isMissingNode() || query.isNull()) {
      return null;
    }
    return Queries.checked(query.isTextual() ? query.textValue() : query.toString());
  }

  private Set<Wanted> wants(boolean selective) {
    Set<Wanted> wants = EnumSet.noneOf(Wanted.class);
    for (JsonNode want : json.path("wants")) {
      wants.add(want(want.asText()));
    }
    if (!wants.isEmpty()) {
      return wants;
    }
    return selective ? EnumSet.of(Wanted.ENTRIES) : EnumSet.of(Wanted.DOCUMENTS, Wanted.ENTRIES);
  }

  private static Wanted want(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "documents" -> Wanted.DOCUMENTS;
      case "metadata" -> Wanted.METADATA;
      case "entries" -> Wanted.ENTRIES;
      default ->
          throw new ApiException(
              400, "wants: expected documents, metadata, entries, found '" + text + "'");
    };
  }

  private int last(boolean all, Set<Wanted> wants) {
    if (!json.has("last")) {
      return 0;
    }
    if (all || json.has("since") || !wants.contains(Wanted.ENTRIES)) {
      throw new ApiException(400, "last: expected feeds, entries among wants, and no since");
    }
    return (int) number("last", 0, SubscriberBounds.MAX_LAST);
  }

  private Instant since(Set<Wanted> wants) {
    if (!json.has("since")) {
      return null;
    }
    try {
      Instant since = OffsetDateTime.parse(json.get("since").asText()).toInstant();
      if (!since.isAfter(now) && wants.contains(Wanted.ENTRIES)) {
        return since;
      }
    } catch (DateTimeException e) {
      // answered below
    }
    throw new ApiException(
        400, "since: expected a time that has passed, like 2026-11-22T10:00:00Z, for entries");
  }

  private long number(String name, long fallback, long most) {
    JsonNode number = json.path(name);
    if (number.isMissingNode()) {
      return fallback;
    }
    if (number.isIntegralNumber() && number.canConvertToLong()) {
      long value = number.longValue();
      if (value >= 1 && value <= most) {
        return value;
      }
    }
    throw new ApiException(400, name + ": expected 1 to " + most + ", found " + number);
  }
}
