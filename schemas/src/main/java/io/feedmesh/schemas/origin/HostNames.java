package io.feedmesh.schemas.origin;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Where hosts are: the system's name service, unless told otherwise. Used by several threads. */
@FunctionalInterface
public interface HostNames {
  /** What the machine is set up with. */
  HostNames SYSTEM = InetAddress::getAllByName;

  /**
   * All addresses of a host by now; may take as long as a name server does.
   *
   * @param host a name, or an address literal
   */
  InetAddress[] resolve(String host) throws UnknownHostException;
}
