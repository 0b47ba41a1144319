package io.feedmesh.docker.process;

import io.feedmesh.schemas.http.PortInUseException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Looks at ports before anything is started, so that nothing has to be stopped again. */
public final class Ports {
  private Ports() {}

  /**
   * Checks that a port can be listened on, on all addresses.
   *
   * @param port TCP port; 0, for any, is always free
   * @param option the option that chooses it, for the message
   * @throws PortInUseException if it cannot
   */
  public static void requireFree(int port, String option) {
    if (port != 0 && !isFree(new InetSocketAddress(port))) {
      throw new PortInUseException(port, option, null);
    }
  }

  /** Whether an address can be listened on now. */
  public static boolean isFree(InetSocketAddress address) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true); // connections of the process before may still linger
      socket.bind(address);
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
