package io.feedmesh.consumers.readership;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.LocalDate;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The keys under which readers are counted: one for each day (UTC), derived from a secret that all
 * edges of a mesh share, so that a reader who uses several of them counts once, and that nobody
 * else has, so that nobody can try addresses. What was made on one day says nothing on another.
 * Immutable, safe for use by several threads.
 */
public final class ReaderKeys {
  /** Fewest characters of a secret. */
  public static final int MIN_SECRET = 16;

  private static final String ALGORITHM = "HmacSHA256";
  private static final int RANDOM_BYTES = 32;

  private final byte[] secret;

  private ReaderKeys(byte[] secret) {
    this.secret = secret;
  }

  /**
   * Keys that each edge with that secret has.
   *
   * @param secret of at least {@link #MIN_SECRET} characters
   * @throws IllegalArgumentException if it is shorter; the message does not hold it
   */
  public static ReaderKeys of(String secret) {
    if (secret.length() < MIN_SECRET) {
      throw new IllegalArgumentException(
          "readership key: expected at least "
              + MIN_SECRET
              + " characters, found "
              + secret.length());
    }
    return new ReaderKeys(secret.getBytes(StandardCharsets.UTF_8));
  }

  /** Keys of this process alone. */
  public static ReaderKeys random() {
    byte[] secret = new byte[RANDOM_BYTES];
    new SecureRandom().nextBytes(secret);
    return new ReaderKeys(secret);
  }

  /** The key of a day. */
  DayKey on(LocalDate day) {
    byte[] derived = mac(secret).doFinal(("readers " + day).getBytes(StandardCharsets.UTF_8));
    return new DayKey(mac(derived));
  }

  private static Mac mac(byte[] key) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key, ALGORITHM));
      return mac;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
    }
  }

  /** Says nothing of the secret. */
  @Override
  public String toString() {
    return "ReaderKeys";
  }
}
