package io.feedmesh.producers.ping;

import io.feedmesh.producers.intake.Exchange;
import io.feedmesh.producers.intake.PingAnswer.Kind;
import org.eclipse.jetty.http.HttpHeader;

/** Answers that say by HTTP, too, how a ping went. */
final class Replies {
  static final String XML = "text/xml; charset=utf-8";

  private Replies() {}

  static void xml(Exchange exchange, Kind kind, String xml) {
    later(exchange, kind);
    exchange.answer(kind.status(), XML, xml);
  }

  /** Says when to come back, where that helps (RFC 9110, section 10.2.3). */
  static void later(Exchange exchange, Kind kind) {
    if (kind == Kind.LIMITED || kind == Kind.UNAVAILABLE) {
      exchange.header(HttpHeader.RETRY_AFTER, kind == Kind.LIMITED ? "1" : "10");
    }
  }
}
