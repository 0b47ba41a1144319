package io.feedmesh.producers.push;

import io.feedmesh.schemas.push.PushKeys;
import io.feedmesh.schemas.url.FeedUrl;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What an aggregation service shows to hand in documents. It is checked with the push key alone;
 * nothing is stored, so a token ends when it expires, when its client is refused by name, or when
 * the key is changed. Immutable.
 *
 * @param client names whom it was made for: 1 to 100 letters, digits, dots, dashes, underscores
 * @param hosts whose feeds are believed: names in lower case, {@code *.} before one for all hosts
 *     below it, or {@link #ALL} alone; at most 100
 * @param expires from when on it is worth nothing; in whole seconds
 */
public record PushToken(String client, Set<String> hosts, Instant expires) {
  /** Every host. */
  public static final String ALL = "*";

  private static final int MAX_HOSTS = 100;
  private static final int MAX_LENGTH = 6000;
  private static final String PREFIX = "fm1.";
  private static final String PURPOSE = "push-token";
  private static final Pattern CLIENT = Pattern.compile("[A-Za-z0-9._-]{1,100}");
  private static final Pattern HOST =
      Pattern.compile("\\*|(\\*\\.)?[a-z0-9_]([a-z0-9_.-]{0,252})|\\[[0-9a-f:.]{2,45}\\]");
  private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();

  /** Checks the bounds. */
  public PushToken {
    if (!CLIENT.matcher(client).matches()) {
      throw new IllegalArgumentException(
          "client: expected 1 to 100 letters, digits, dots, dashes or underscores, found "
              + client);
    }
    Set<String> lower = new TreeSet<>();
    hosts.forEach(host -> lower.add(host.strip().toLowerCase(Locale.ROOT)));
    for (String host : lower) {
      if (!HOST.matcher(host).matches()) {
        throw new IllegalArgumentException(
            "host: expected a name such as example.org or *.example.org, found " + host);
      }
    }
    if (lower.isEmpty() || lower.size() > MAX_HOSTS) {
      throw new IllegalArgumentException(
          "hosts: expected 1 to " + MAX_HOSTS + ", found " + lower.size());
    }
    hosts = Set.copyOf(lower);
  }

  /**
   * The token to hand out.
   *
   * @throws IllegalArgumentException if its hosts are too long for a header field
   */
  public String signed(PushKeys keys) {
    String text =
        client + "\n" + expires.getEpochSecond() + "\n" + String.join(" ", new TreeSet<>(hosts));
    String token =
        PREFIX
            + BASE64URL.encodeToString(text.getBytes(StandardCharsets.UTF_8))
            + "."
            + BASE64URL.encodeToString(keys.mac(PURPOSE, text));
    if (token.length() > MAX_LENGTH) {
      throw new IllegalArgumentException("hosts: their names are too long for one token");
    }
    return token;
  }

  /** What it says, expired or not; empty unless it was signed with this key. */
  public static Optional<PushToken> read(String token, PushKeys keys) {
    String[] parts = token.split("\\.", 4);
    if (token.length() > MAX_LENGTH || parts.length != 3 || !token.startsWith(PREFIX)) {
      return Optional.empty();
    }
    try {
      byte[] text = Base64.getUrlDecoder().decode(parts[1]);
      byte[] mac = Base64.getUrlDecoder().decode(parts[2]);
      String said = new String(text, StandardCharsets.UTF_8);
      if (!MessageDigest.isEqual(mac, keys.mac(PURPOSE, said))) {
        return Optional.empty();
      }
      String[] lines = said.split("\n", 3);
      return Optional.of(
          new PushToken(
              lines[0],
              Set.of(lines[2].split(" ")),
              Instant.ofEpochSecond(Long.parseLong(lines[1]))));
    } catch (IllegalArgumentException e) { // no base64url
      return Optional.empty();
    }
  }

  /** Whether a document of this feed is believed. */
  public boolean trusts(FeedUrl feed) {
    String host = feed.host();
    if (hosts.contains(ALL) || hosts.contains(host)) {
      return true;
    }
    for (int dot = host.indexOf('.'); dot >= 0; dot = host.indexOf('.', dot + 1)) {
      if (hosts.contains("*" + host.substring(dot))) {
        return true;
      }
    }
    return false;
  }
}
