package io.feedmesh.producers.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/**
 * Says who asks, how to reach them, and for how many readers, as feed readers that poll for others
 * do. Immutable.
 */
public final class UserAgent {
  private final String start;

  /** Of a mesh whose people are reached at that URL or mail address. */
  public UserAgent(String contact) {
    start = "Feedmesh/" + version() + " (+" + contact;
  }

  /** For so many readers. */
  public String of(long subscribers) {
    return start + "; " + subscribers + (subscribers == 1 ? " subscriber)" : " subscribers)");
  }

  /** Without a number of subscribers. */
  public String plain() {
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
