package io.feedmesh.docker.bench.politeness;

import io.feedmesh.docker.bench.politeness.script.PrivateRedirect;
import io.feedmesh.docker.bench.politeness.script.Rebinding;

/** How the scripted hosts are told apart. */
enum Place {
  /** By names that the fetcher's own name service finds: every rule can be judged. */
  NAMES,
  /** By names that the fetcher leaves to its HTTP proxy. */
  PROXY,
  /** By loopback addresses, each host its own. */
  LOOPBACK;

  private static final String DOMAIN = ".politeness.test";

  /** Where cloud providers keep what nobody may read. */
  static final String PRIVATE = "169.254.169.254";

  /** The host of a script. */
  String host(String script, int index) {
    if (this == LOOPBACK) {
      return address(index);
    }
    return this == PROXY && script.equals(PrivateRedirect.TRAP) ? PRIVATE : script + DOMAIN;
  }

  /** The start of the addresses at that host. */
  String start(String script, int index, int port) {
    return "http://" + host(script, index) + (this == PROXY ? "" : ":" + port);
  }

  /** Whether it can be seen here that a script led a fetcher into its own network. */
  boolean traps(String script) {
    return this == NAMES || (this == PROXY && !script.equals(Rebinding.NAME));
  }

  /** The loopback address of a script's host, where it has one. */
  static String address(int index) {
    return "127.77.0." + (index + 1);
  }

  /** The script that a name belongs to. */
  static String script(String host) {
    return host.endsWith(DOMAIN) ? host.substring(0, host.length() - DOMAIN.length()) : host;
  }
}
