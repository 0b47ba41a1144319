package io.feedmesh.producers.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/**
 * Says who asks, how to reach them, and for how many readers, as feed readers that poll for others
 * do. Immutable.
 */
final class UserAgent {
  private final String start;

  UserAgent(String contact) {
    start = "Feedmesh/" + version() + " (+" + contact;
  }

  String of(long subscribers) {
    return start + "; " + subscribers + (subscribers == 1 ? " subscriber)" : " subscribers)");
  }

  /** Without a number of subscribers. */
  String plain() {
    return start + ")";
  }

  private static String version() {
    try (InputStream in = UserAgent.class.getResourceAsStream("version.properties")) {
      Properties properties = new Properties();
      properties.load(in);
      return properties.getProperty("version");
    } catch (IOException e) {
      throw new UncheckedIOException("the build's version.properties cannot be read", e);
    }
  }
}
