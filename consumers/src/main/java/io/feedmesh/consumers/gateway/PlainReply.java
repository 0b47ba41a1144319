package io.feedmesh.consumers.gateway;

import io.feedmesh.consumers.readership.Reader;
import io.feedmesh.schemas.http.plain.PlainExchange;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpFields;

/**
 * A plain request and its answer.
 *
 * @param exchange both
 * @param wanted what the reader says about the answer it wants
 */
record PlainReply(PlainExchange exchange, Wanted wanted) implements Reply {
  PlainReply(PlainExchange exchange) {
    this(exchange, Wanted.of(exchange.request().fields()));
  }

  @Override
  public boolean head() {
    return exchange.request().head();
  }

  @Override
  public Reader reader() {
    return ConnectionReader.of(exchange.connection(), wanted.userAgent());
  }

  @Override
  public HttpFields.Mutable fields() {
    return exchange.fields();
  }

  @Override
  public void send(int status) {
    exchange.answer(status);
  }

  @Override
  public void send(int status, ByteBuffer body, long length) {
    exchange.answer(status, body, length);
  }
}
