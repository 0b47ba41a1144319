package io.feedmesh.consumers.gateway;

import java.net.InetSocketAddress;
import java.util.Map;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Answers 403 to clients outside of the allowed networks, and leaves the others to the handlers
 * behind it: put it first.
 */
public final class ClientsHandler extends Handler.Abstract.NonBlocking {
  private final AllowedClients allowed;

  /** Lets these pass. */
  public ClientsHandler(AllowedClients allowed) {
    this.allowed = allowed;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    if (request.getConnectionMetaData().getRemoteSocketAddress() instanceof InetSocketAddress client
        && allowed.allows(client.getAddress())) {
      return false;
    }
    Answers.text(
        new Exchange(request, response, callback),
        403,
        "this edge does not serve your address; its operator can allow it with --allow-clients",
        Map.of());
    return true;
  }
}
