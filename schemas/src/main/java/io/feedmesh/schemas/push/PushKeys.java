package io.feedmesh.schemas.push;

import io.feedmesh.schemas.url.FeedUrl;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Everything about pushes that is derived from one configured key, so that whoever has the key can
 * subscribe, and any receiver that has it can check what comes, without either keeping or sharing
 * any state. All of it is HMAC-SHA256 (RFC 2104) over a purpose and a text, so that nothing made
 * for one purpose is of use for another.
 *
 * <p>Immutable and safe for use by several threads.
 */
public final class PushKeys {
  /** Fewest characters of a key. */
  public static final int MIN_KEY = 16;

  /** Longest topic of a callback in characters. */
  public static final int MAX_TOPIC = FeedUrl.MAX_LENGTH;

  private static final String ALGORITHM = "HmacSHA256";
  private static final int CALLBACK_MAC_BYTES = 16;
  private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();

  private final SecretKeySpec key;

  private PushKeys(SecretKeySpec key) {
    this.key = key;
  }

  /** Who calls back. */
  public enum Caller {
    /** A WebSub hub. */
    WEBSUB("/websub/"),
    /** An rssCloud server. */
    RSS_CLOUD("/rsscloud/");

    private final String prefix;

    Caller(String prefix) {
      this.prefix = prefix;
    }

    /** What the path of each of its callbacks starts with. */
    public String prefix() {
      return prefix;
    }
  }

  /**
   * The keys of an installation.
   *
   * @param key of at least {@link #MIN_KEY} characters, the same for all of its processes
   * @throws IllegalArgumentException if it is shorter; the message does not hold it
   */
  public static PushKeys of(String key) {
    if (key.length() < MIN_KEY) {
      throw new IllegalArgumentException(
          "push key: expected at least " + MIN_KEY + " characters, found " + key.length());
    }
    return new PushKeys(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), ALGORITHM));
  }

  /** The path of the callback for a feed that is subscribed to by its own address. */
  public String callbackPath(Caller caller, FeedUrl feedUrl) {
    return callbackPath(caller, feedUrl, feedUrl.toString());
  }

  /**
   * The path of the callback for a feed: nobody else can make one that {@link #callback} takes (W3C
   * WebSub, section 5.1, asks for addresses that cannot be guessed).
   *
   * @param topic exactly as it is given to the hub; at most {@link #MAX_TOPIC} characters
   */
  public String callbackPath(Caller caller, FeedUrl feedUrl, String topic) {
    if (topic.length() > MAX_TOPIC) {
      throw new IllegalArgumentException(
          "topic: expected up to " + MAX_TOPIC + " characters, found " + topic.length());
    }
    String feed = feedUrl.toString();
    String about = topic.equals(feed) ? feed : feed + " " + topic; // a feed URL has no space
    return caller.prefix
        + BASE64URL.encodeToString(about.getBytes(StandardCharsets.UTF_8))
        + "/"
        + BASE64URL.encodeToString(callbackMac(caller, about));
  }

  /** What the path stands for; empty unless it is one that {@link #callbackPath} gave. */
  public Optional<PushCallback> callback(Caller caller, String path) {
    if (!path.startsWith(caller.prefix)) {
      return Optional.empty();
    }
    String[] parts = path.substring(caller.prefix.length()).split("/", 3);
    if (parts.length != 2) {
      return Optional.empty();
    }
    try {
      byte[] about = Base64.getUrlDecoder().decode(parts[0]);
      byte[] mac = Base64.getUrlDecoder().decode(parts[1]);
      String text = new String(about, StandardCharsets.UTF_8);
      if (!MessageDigest.isEqual(mac, callbackMac(caller, text))) {
        return Optional.empty();
      }
      int space = text.indexOf(' ');
      FeedUrl feed = FeedUrl.parse(space < 0 ? text : text.substring(0, space));
      return Optional.of(new PushCallback(feed, space < 0 ? text : text.substring(space + 1)));
    } catch (IllegalArgumentException e) { // no base64url
      return Optional.empty();
    }
  }

  /**
   * The {@code hub.secret} of a feed's WebSub subscription: 64 hexadecimal digits, of under 200
   * bytes that W3C WebSub, section 5.1, allows.
   */
  public String secret(FeedUrl feedUrl) {
    return HexFormat.of().formatHex(mac("websub-secret", feedUrl.toString()));
  }

  /**
   * 32 bytes that only a holder of the key can make.
   *
   * @param purpose what for; without a line break
   * @param text about what
   */
  public byte[] mac(String purpose, String text) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return mac.doFinal((purpose + "\n" + text).getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
    }
  }

  private byte[] callbackMac(Caller caller, String about) {
    return Arrays.copyOf(mac("callback " + caller.prefix, about), CALLBACK_MAC_BYTES);
  }
}
