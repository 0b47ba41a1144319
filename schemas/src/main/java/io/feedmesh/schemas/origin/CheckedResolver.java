package io.feedmesh.schemas.origin;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Stream;
import org.eclipse.jetty.util.Promise;
import org.eclipse.jetty.util.SocketAddressResolver;

/**
 * Resolves names, and literals, and hands on only addresses that the policy lets pass: what is
 * checked is what is connected to, so a name that answers differently the second time gains
 * nothing.
 *
 * <p>Java's resolver blocks, so it has threads of its own; a slow name server can fill those, but
 * never those that move bytes. Who waits for an address gives up by the deadline of the request.
 */
final class CheckedResolver implements SocketAddressResolver {
  private final Executor executor;
  private final HostNames hosts;
  private final AddressPolicy policy;

  CheckedResolver(Executor executor, HostNames hosts, AddressPolicy policy) {
    this.executor = executor;
    this.hosts = hosts;
    this.policy = policy;
  }

  @Override
  public void resolve(
      String host,
      int port,
      Map<String, Object> context,
      Promise<List<InetSocketAddress>> addresses) {
    try {
      executor.execute(
          () -> {
            List<InetSocketAddress> allowed;
            try {
              allowed = allowed(host, port);
            } catch (UnknownHostException | AddressRefusedException e) {
              addresses.failed(e);
              return;
            }
            addresses.succeeded(allowed);
          });
    } catch (RejectedExecutionException e) {
      addresses.failed(e); // closed
    }
  }

  private List<InetSocketAddress> allowed(String host, int port)
      throws UnknownHostException, AddressRefusedException {
    InetAddress[] all = hosts.resolve(host);
    List<InetSocketAddress> allowed =
        Stream.of(all)
            .filter(address -> !policy.refuses(address))
            .map(address -> new InetSocketAddress(address, port))
            .toList();
    if (allowed.isEmpty()) {
      List<String> refused = Arrays.stream(all).map(InetAddress::getHostAddress).toList();
      throw new AddressRefusedException(
          host
              + " is at "
              + String.join(", ", refused)
              + ", where no public origin can be; --allow-private-origins allows private ones");
    }
    return allowed;
  }
}
