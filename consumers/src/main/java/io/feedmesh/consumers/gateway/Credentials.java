package io.feedmesh.consumers.gateway;

import io.feedmesh.schemas.http.RoleServer;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;

/**
 * What of a request is for the origin's eyes only. A cookie is that only in a request to a proxy:
 * in one to the edge it is the edge's own, and no origin's business.
 */
final class Credentials {
  private Credentials() {}

  static Map<String, String> of(Request request) {
    HttpFields fields = request.getHeaders();
    String authorization = fields.get(HttpHeader.AUTHORIZATION);
    String cookie = RoleServer.isAbsoluteForm(request) ? fields.get(HttpHeader.COOKIE) : null;
    if (authorization == null && cookie == null) {
      return Map.of();
    }
    Map<String, String> credentials = new HashMap<>();
    if (authorization != null) {
      credentials.put(HttpHeader.AUTHORIZATION.asString(), authorization);
    }
    if (cookie != null) {
      credentials.put(HttpHeader.COOKIE.asString(), cookie);
    }
    return credentials;
  }
}
