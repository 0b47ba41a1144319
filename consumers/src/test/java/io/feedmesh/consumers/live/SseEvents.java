package io.feedmesh.consumers.live;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;

/** A client of server-sent events that keeps what it gets, after the parsing rules of 9.2.6. */
final class SseEvents implements Flow.Subscriber<String> {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final List<Event> events = new CopyOnWriteArrayList<>();
  private final CompletableFuture<Void> end = new CompletableFuture<>();
  private volatile CompletableFuture<HttpResponse<Void>> response;
  private volatile Flow.Subscription subscription;
  private volatile String lastEventId;
  private final AtomicInteger comments = new AtomicInteger();
  private String type = "message";
  private StringBuilder data = new StringBuilder();

  record Event(String id, String type, String data, long nanoTime) {
    JsonNode json() {
      try {
        return MAPPER.readTree(data);
      } catch (JsonProcessingException e) {
        throw new IllegalStateException(data, e);
      }
    }
  }

  static SseEvents connect(HttpClient http, URI uri, String lastEventId) {
    SseEvents events = new SseEvents();
    HttpRequest.Builder request = HttpRequest.newBuilder(uri).header("Accept", "text/event-stream");
    if (lastEventId != null) {
      request.header("Last-Event-ID", lastEventId);
    }
    events.lastEventId = lastEventId;
    events.response = http.sendAsync(request.build(), BodyHandlers.fromLineSubscriber(events));
    return events;
  }

  /** The events named {@code entry}. */
  List<Event> entries() {
    return events.stream().filter(event -> event.type().equals("entry")).toList();
  }

  List<String> titles() {
    return entries().stream().map(event -> event.json().get("title").asText()).toList();
  }

  List<Event> lost() {
    return events.stream().filter(event -> event.type().equals("lost")).toList();
  }

  String lastEventId() {
    return lastEventId;
  }

  int comments() {
    return comments.get();
  }

  boolean connected() {
    return subscription != null && lastEventId != null;
  }

  CompletableFuture<Void> end() {
    return end;
  }

  CompletableFuture<HttpResponse<Void>> response() {
    return response;
  }

  void disconnect() {
    response.cancel(true);
    Flow.Subscription open = subscription;
    if (open != null) {
      open.cancel();
    }
  }

  @Override
  public void onSubscribe(Flow.Subscription opened) {
    subscription = opened;
    opened.request(Long.MAX_VALUE);
  }

  @Override
  public void onNext(String line) {
    if (line.isEmpty()) {
      if (data.length() > 0) {
        events.add(new Event(lastEventId, type, data.toString(), System.nanoTime()));
      }
      type = "message";
      data = new StringBuilder();
    } else if (line.startsWith("id: ")) {
      lastEventId = line.substring(4);
    } else if (line.startsWith("event: ")) {
      type = line.substring(7);
    } else if (line.startsWith("data: ")) {
      data.append(line.substring(6));
    } else if (line.startsWith(":")) {
      comments.incrementAndGet();
    }
  }

  @Override
  public void onError(Throwable failure) {
    end.completeExceptionally(failure);
  }

  @Override
  public void onComplete() {
    end.complete(null);
  }
}
