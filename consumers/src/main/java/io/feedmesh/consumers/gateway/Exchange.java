package io.feedmesh.consumers.gateway;

import io.feedmesh.consumers.readership.Reader;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
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
record Exchange(Request request, Response response, Callback callback, Wanted wanted)
    implements Reply {
  Exchange(Request request, Response response, Callback callback) {
    this(request, response, callback, Wanted.of(request.getHeaders()));
  }

  @Override
  public Reader reader() {
    return ConnectionReader.of(request.getConnectionMetaData(), wanted.userAgent());
  }

  InetAddress client() {
    return ConnectionReader.address(request.getConnectionMetaData());
  }

  @Override
  public HttpFields.Mutable fields() {
    return response.getHeaders();
  }

  @Override
  public boolean head() {
    return request.getMethod().equals("HEAD");
  }

  @Override
  public void send(int status) {
    response.setStatus(status);
    // Not as the last: Jetty would add the length 0, which is not that of the document (RFC 9110,
    // section 8.6).
    response.write(false, null, callback);
  }

  @Override
  public void send(int status, ByteBuffer body, long length) {
    response.setStatus(status);
    response.getHeaders().add(HttpHeader.CONTENT_LENGTH, length);
    response.write(true, head() ? null : body, callback);
  }
}
