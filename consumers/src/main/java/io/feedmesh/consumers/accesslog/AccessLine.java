package io.feedmesh.consumers.accesslog;

/**
 * One request as access logs tell of it. Immutable.
 *
 * @param client address that it came from
 * @param time when it came, milliseconds since 1970
 * @param method as sent
 * @param target as sent, query included
 * @param protocol such as HTTP/1.1
 * @param status of the answer
 * @param bytes of the answer's body
 * @param referer as sent; empty for none
 * @param userAgent as sent; empty for none
 */
public record AccessLine(
    String client,
    long time,
    String method,
    String target,
    String protocol,
    int status,
    long bytes,
    String referer,
    String userAgent) {}
