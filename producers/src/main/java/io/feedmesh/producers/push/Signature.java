package io.feedmesh.producers.push;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** X-Hub-Signature: {@code method=hex} over the body as it came (W3C WebSub, section 7.1). Pure. */
final class Signature {
  private static final Map<String, String> METHODS =
      Map.of(
          "sha1", "HmacSHA1",
          "sha256", "HmacSHA256",
          "sha384", "HmacSHA384",
          "sha512", "HmacSHA512");

  private Signature() {}

  /** What it is worth. */
  enum Verdict {
    /** Whoever knows the secret made it for these bytes. */
    GOOD,
    /** There is none. */
    MISSING,
    /** It is of no method that the standard names. */
    UNKNOWN_METHOD,
    /** It is for other bytes or of another secret. */
    WRONG
  }

  /**
   * Checks one, in a time that does not depend on where it differs.
   *
   * @param field the header field as sent, or null
   */
  static Verdict check(String field, byte[] body, String secret) {
    if (field == null || field.isBlank()) {
      return Verdict.MISSING;
    }
    int equals = field.indexOf('=');
    String method = equals < 0 ? "" : field.substring(0, equals).strip().toLowerCase(Locale.ROOT);
    String algorithm = METHODS.get(method);
    if (algorithm == null) {
      return Verdict.UNKNOWN_METHOD;
    }
    String given = field.substring(equals + 1).strip().toLowerCase(Locale.ROOT);
    String expected = HexFormat.of().formatHex(mac(algorithm, secret, body));
    return MessageDigest.isEqual(bytes(expected), bytes(given)) ? Verdict.GOOD : Verdict.WRONG;
  }

  private static byte[] mac(String algorithm, String secret, byte[] body) {
    try {
      Mac mac = Mac.getInstance(algorithm);
      mac.init(new SecretKeySpec(bytes(secret), algorithm));
      return mac.doFinal(body);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the Java platform has no " + algorithm, e);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
