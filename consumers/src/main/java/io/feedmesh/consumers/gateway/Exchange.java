package io.feedmesh.consumers.gateway;

import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * One request with all that answers it.
 *
 * @param request as it came
 * @param response to be written
 * @param callback to be told the end
 * @param wanted what the reader says about the answer it wants
 */
record Exchange(Request request, Response response, Callback callback, Wanted wanted) {
  Exchange(Request request, Response response, Callback callback) {
    this(request, response, callback, Wanted.of(request.getHeaders()));
  }

  boolean head() {
    return request.getMethod().equals("HEAD");
  }
}
