package io.feedmesh.schemas.http.plain;

import org.eclipse.jetty.server.RequestLog;

/** A log of requests that knows of plain ones, too. Safe for use by several threads. */
public interface PlainLog extends RequestLog {
  /** One has been answered. */
  void log(PlainExchange exchange);
}
