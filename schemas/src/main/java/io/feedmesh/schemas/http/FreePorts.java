package io.feedmesh.schemas.http;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports for servers that have to know theirs before they start. None of those that systems give to
 * outgoing connections (RFC 6335, section 6: from 49152; Linux: from 32768), one of which could
 * have it before the server does. Safe for use by several threads.
 */
public final class FreePorts {
  private static final int FIRST = 10_000;
  private static final int LAST = 32_767;

  private FreePorts() {}

  /** One that nobody listens on now, on any address. */
  public static int any() {
    return some(1).get(0);
  }

  /**
   * Several of them.
   *
   * @param count at most a few hundred
   */
  public static List<Integer> some(int count) {
    return ThreadLocalRandom.current()
        .ints(FIRST, LAST + 1)
        .distinct()
        .filter(FreePorts::isFree)
        .limit(count)
        .boxed()
        .toList();
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port)) {
      return socket.isBound();
    } catch (IOException e) {
      return false;
    }
  }
}
