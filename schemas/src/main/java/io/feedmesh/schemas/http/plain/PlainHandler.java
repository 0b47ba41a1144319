package io.feedmesh.schemas.http.plain;

/**
 * Answers plain requests at once, from memory, before a server makes of them all that it makes of
 * any request. Safe for use by several threads.
 */
@FunctionalInterface
public interface PlainHandler {
  /**
   * Answers, and does not wait for anything.
   *
   * @return false if the server's handlers are to answer: then nothing has been done
   */
  boolean handle(PlainExchange exchange);
}
