package io.feedmesh.streams.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Answers in JSON, errors too; a few requests at a time, others are asked to come back. */
final class ApiHandler extends Handler.Abstract {
  private static final int AT_ONCE = 16;

  private final ObjectMapper json = new ObjectMapper();
  private final Semaphore free = new Semaphore(AT_ONCE);
  private final Routes routes;

  ApiHandler(Routes routes) {
    this.routes = routes;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    String path = Request.getPathInContext(request);
    if (!routes.has(path)) {
      return false;
    }
    if (!free.tryAcquire()) {
      answer(response, callback, new ApiException(503, "too many requests are under way"));
      return true;
    }
    try {
      Map<String, Object> body = routes.answer(request, path);
      answer(response, callback, 200, body);
    } catch (ApiException e) {
      answer(response, callback, e);
    } catch (InvalidStateStoreException e) {
      answer(
          response,
          callback,
          new ApiException(503, "the apps are moving or restoring what they know: ask again"));
    } catch (KafkaException e) {
      answer(response, callback, new ApiException(503, "Kafka does not answer: " + e.getMessage()));
    } finally {
      free.release();
    }
    return true;
  }

  private void answer(Response response, Callback callback, ApiException error) {
    if (error.status() == 503) {
      response.getHeaders().put(HttpHeader.RETRY_AFTER, "1");
    }
    if (error.status() == 405) {
      response.getHeaders().put(HttpHeader.ALLOW, (String) error.body().get("allow"));
    }
    answer(response, callback, error.status(), error.body());
  }

  private void answer(Response response, Callback callback, int status, Map<String, Object> body) {
    response.setStatus(status);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
    response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
    response.write(true, ByteBuffer.wrap(bytes(body)), callback);
  }

  private byte[] bytes(Map<String, Object> body) {
    try {
      return json.writerWithDefaultPrettyPrinter().writeValueAsBytes(body);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("plain values are JSON", e);
    }
  }
}
