package io.feedmesh.streams.api;

import java.util.LinkedHashMap;
import java.util.Map;

/** A request that gets an error for an answer. */
final class ApiException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final transient Map<String, Object> details = new LinkedHashMap<>();

  ApiException(int status, String message) {
    super(message);
    this.status = status;
  }

  ApiException with(String name, Object value) {
    details.put(name, value);
    return this;
  }

  int status() {
    return status;
  }

  /** As JSON: the error, then what else is known of it. */
  Map<String, Object> body() {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("error", getMessage());
    body.putAll(details);
    return body;
  }
}
