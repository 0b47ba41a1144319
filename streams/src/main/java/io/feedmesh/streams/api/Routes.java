package io.feedmesh.streams.api;

import io.feedmesh.schemas.record.Subscription;
import io.feedmesh.schemas.topic.SubscriptionKey;
import io.feedmesh.streams.views.ViewsLookup;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;

/** Which request is for what. Safe for use by several threads. */
final class Routes {
  private static final Pattern SUBSCRIBER =
      Pattern.compile("/(local/)?subscribers/([^/]+)(/subscriptions)?");
  private static final Set<String> PATHS =
      Set.of("/feeds", "/queries", "/local/feed", "/local/schedule");
  private static final int MAX_BODY = 16 << 20;
  private static final int MAX_PAGE = 10_000;

  private final Lookups lookups;
  private final Orders orders;
  private final ViewTail tail;

  Routes(Lookups lookups, Orders orders, ViewTail tail) {
    this.lookups = lookups;
    this.orders = orders;
    this.tail = tail;
  }

  boolean has(String path) {
    return PATHS.contains(path) || SUBSCRIBER.matcher(path).matches();
  }

  /**
   * Does what is asked.
   *
   * @throws ApiException for an error that is the request's, or passes
   */
  Map<String, Object> answer(Request request, String path) {
    Matcher subscriber = SUBSCRIBER.matcher(path);
    if (subscriber.matches()) {
      return ofSubscriber(request, subscriber);
    }
    only(request, "GET");
    if (path.equals("/queries")) {
      return query(parameters(request, Set.of("q")));
    }
    Parameters given = parameters(request, Set.of("url", "after", "limit"));
    String feed = given.feed("url");
    return switch (path) {
      case "/local/feed" -> lookups.localFeed(feed, page(given));
      case "/local/schedule" -> lookups.localSchedule(feed);
      default -> lookups.feed(feed, page(given));
    };
  }

  private static Map<String, Object> query(Parameters given) {
    String query = given.text("q");
    if (query == null) {
      throw new ApiException(400, "expected the parameter q with a query");
    }
    return Map.of("query", Queries.checked(query));
  }

  private Map<String, Object> ofSubscriber(Request request, Matcher path) {
    String name = Parameters.subscriber(path.group(2));
    boolean local = path.group(1) != null;
    if (path.group(3) == null) {
      only(request, "GET");
      Parameters given = parameters(request, Set.of("after", "limit", "entries"));
      return local ? lookups.localSubscriber(name, page(given)) : subscriber(name, given);
    }
    if (local) {
      throw new ApiException(404, "no such path");
    }
    return switch (request.getMethod()) {
      case "PUT" -> subscribe(request, name);
      case "DELETE" -> unsubscribe(request, name);
      default -> throw notAllowed("PUT, DELETE");
    };
  }

  private Map<String, Object> subscriber(String name, Parameters given) {
    Map<String, Object> subscriber = lookups.subscriber(name, page(given));
    int entries = given.number("entries", 10, 100);
    subscriber.put("entries", tail.last(name, entries));
    subscriber.put("entriesLookedAt", ViewTail.LOOKED_AT);
    return subscriber;
  }

  private Map<String, Object> subscribe(Request request, String name) {
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    var unused = parameters(request, Set.of());
    Map<String, Subscription> made = Order.read(name, body(request), now);
    orders.put(name, made);
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("subscriber", name);
    answer.put("subscribed", made.size());
    answer.put("leaseUntil", made.values().iterator().next().getLeaseUntil().toString());
    return answer;
  }

  private Map<String, Object> unsubscribe(Request request, String name) {
    Parameters given = parameters(request, Set.of("feed", "all", "allFeeds", "query"));
    List<String> ended = ended(name, given);
    orders.end(ended);
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("subscriber", name);
    answer.put("unsubscribed", ended.size());
    return answer;
  }

  private List<String> ended(String name, Parameters given) {
    if (given.text("feed") != null) {
      return List.of(SubscriptionKey.of(given.feed("feed"), name).toString());
    }
    if (given.flag("allFeeds") && given.text("query") != null) {
      return List.of(SubscriptionKey.ofSearch(name, given.text("query")).toString());
    }
    boolean all = given.flag("all");
    if (!all && !given.flag("allFeeds")) {
      throw new ApiException(
          400, "expected feed=URL, allFeeds=true, allFeeds=true with query=QUERY, or all=true");
    }
    return orders.keys(name).stream()
        .filter(key -> all || key.startsWith(SubscriptionKey.ALL_FEEDS))
        .toList();
  }

  private static ViewsLookup.Page page(Parameters given) {
    String after = given.text("after");
    return new ViewsLookup.Page(after == null ? "" : after, given.number("limit", 100, MAX_PAGE));
  }

  private static void only(Request request, String method) {
    if (!request.getMethod().equals(method)) {
      throw notAllowed(method);
    }
  }

  private static ApiException notAllowed(String allow) {
    return new ApiException(405, "expected " + allow).with("allow", allow);
  }

  private static Parameters parameters(Request request, Set<String> known) {
    try {
      return new Parameters(Request.extractQueryParameters(request), known);
    } catch (IllegalArgumentException e) {
      throw new ApiException(400, "parameters: " + e.getMessage());
    }
  }

  private static byte[] body(Request request) {
    if (request.getLength() > MAX_BODY) {
      throw tooLarge();
    }
    try (InputStream in = Content.Source.asInputStream(request)) {
      byte[] body = in.readNBytes(MAX_BODY + 1);
      if (body.length > MAX_BODY) {
        throw tooLarge();
      }
      return body;
    } catch (IOException e) {
      throw new ApiException(400, "the body did not come: " + e.getMessage());
    }
  }

  private static ApiException tooLarge() {
    return new ApiException(413, "expected a body of at most " + MAX_BODY + " bytes");
  }
}
