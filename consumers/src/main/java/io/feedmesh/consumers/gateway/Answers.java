package io.feedmesh.consumers.gateway;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Response;

/** Writes whole answers. */
final class Answers {
  private Answers() {}

  /** A line of text, which is not to be kept. */
  static void text(Exchange exchange, int status, String message, Map<String, String> fields) {
    HttpFields.Mutable headers = exchange.fields();
    headers.put(HttpHeader.CONTENT_TYPE, "text/plain; charset=utf-8");
    headers.put(HttpHeader.CACHE_CONTROL, "no-store");
    fields.forEach(headers::put);
    ByteBuffer body = ByteBuffer.wrap((message + "\n").getBytes(StandardCharsets.UTF_8));
    write(exchange, status, body, body.remaining());
  }

  /** A body of known length, or its header alone for HEAD. */
  static void body(Exchange exchange, ByteBuffer body, long length) {
    write(exchange, 200, body, length);
  }

  /** 304. */
  static void unchanged(Exchange exchange) {
    exchange.response().setStatus(304);
    exchange.response().write(true, null, exchange.callback());
  }

  /** Any status with a body of known length. */
  static void write(Exchange exchange, int status, ByteBuffer body, long length) {
    Response response = exchange.response();
    response.setStatus(status);
    response.getHeaders().add(HttpHeader.CONTENT_LENGTH, length);
    response.write(true, exchange.head() ? null : body, exchange.callback());
  }
}
