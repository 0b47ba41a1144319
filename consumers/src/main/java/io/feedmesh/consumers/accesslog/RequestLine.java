package io.feedmesh.consumers.accesslog;

import java.util.Optional;

/**
 * The request line that logs have as one field (RFC 9112, section 3).
 *
 * @param method as sent
 * @param target as sent
 * @param protocol as sent
 */
record RequestLine(String method, String target, String protocol) {
  static Optional<RequestLine> parse(String text) {
    int first = text.indexOf(' ');
    int last = text.lastIndexOf(' ');
    return first <= 0 || last <= first + 1 || !text.startsWith("HTTP/", last + 1)
        ? Optional.empty()
        : Optional.of(
            new RequestLine(
                text.substring(0, first),
                text.substring(first + 1, last),
                text.substring(last + 1)));
  }
}
