package io.feedmesh.schemas.http;

import java.net.InetSocketAddress;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Answers 403 to clients outside of the allowed networks, and leaves the others to the handlers
 * behind it: put it first. Goes by the connection's address, never by what a request says.
 */
public final class ClientsHandler extends Handler.Abstract.NonBlocking {
  private final AllowedClients allowed;
  private final String refusal;

  /**
   * Lets these pass.
   *
   * @param refusal what the others are told
   */
  public ClientsHandler(AllowedClients allowed, String refusal) {
    this.allowed = allowed;
    this.refusal = refusal;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    if (request.getConnectionMetaData().getRemoteSocketAddress() instanceof InetSocketAddress client
        && allowed.allows(client.getAddress())) {
      return false;
    }
    response.setStatus(403);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/plain; charset=utf-8");
    response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
    Content.Sink.write(response, true, refusal + "\n", callback);
    return true;
  }
}
