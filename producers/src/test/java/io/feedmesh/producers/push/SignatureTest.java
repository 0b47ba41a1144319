package io.feedmesh.producers.push;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.feedmesh.producers.push.Signature.Verdict;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Random;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** W3C WebSub, section 7.1: the four methods of X-Hub-Signature. */
class SignatureTest {
  /** RFC 2202, test case 2, and RFC 4231, test case 2. */
  @ParameterizedTest
  @CsvSource({
    "sha1,effcdf6ae5eb2fa2d27416d5f184df9c259a7c79",
    "sha256,5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
    "sha384,af45d2e376484031617f78d2b58a6b1b9c7ef464f5a01b47e42ec3736322445e"
        + "8e2240ca5e69e2c78b3239ecfab21649",
    "sha512,164b7a7bfcf819e2e395fbe73b56e0a387bd64222e831fd610270cd7ea250554"
        + "9758bf75c05a994a6d034f65f8f0e6fdcaeab1a34d4a6b4b636e070a38bce737"
  })
  void eachMethodIsKnownAlsoInCapitals(String method, String hex) {
    byte[] body = "what do ya want for nothing?".getBytes(UTF_8);

    assertThat(Signature.check(method + "=" + hex, body, "Jefe")).isEqualTo(Verdict.GOOD);
    assertThat(
            Signature.check(
                method.toUpperCase(Locale.ROOT) + "=" + hex.toUpperCase(Locale.ROOT), body, "Jefe"))
        .isEqualTo(Verdict.GOOD);
    assertThat(Signature.check(method + "=" + hex, body, "jefe")).isEqualTo(Verdict.WRONG);
    assertThat(Signature.check(method + "=" + hex.substring(2), body, "Jefe"))
        .isEqualTo(Verdict.WRONG);
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", "  "})
  void noneIsMissing(String field) {
    assertThat(Signature.check(field, new byte[1], "Jefe")).isEqualTo(Verdict.MISSING);
  }

  @ParameterizedTest
  @ValueSource(strings = {"md5=00", "=00", "effcdf6a", "sha1", "sha224=00", "\u0000=\u00ff"})
  void otherMethodsAreNotTaken(String field) {
    assertThat(Signature.check(field, new byte[1], "Jefe")).isEqualTo(Verdict.UNKNOWN_METHOD);
  }

  @Test
  void aSignatureIsGoodForItsOwnBytesOnly() throws Exception {
    long seed = Long.getLong("feedmesh.seed", System.nanoTime());
    System.out.println("seed " + seed + " (again with -Dfeedmesh.seed=" + seed + ")");
    Random random = new Random(seed);
    for (int i = 0; i < 2000; i++) {
      byte[] body = new byte[1 + random.nextInt(200)];
      random.nextBytes(body);
      String secret = Long.toHexString(random.nextLong());
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
      String field = "sha256=" + HexFormat.of().formatHex(mac.doFinal(body));
      assertThat(Signature.check(field, body, secret)).as("seed %d", seed).isEqualTo(Verdict.GOOD);

      body[random.nextInt(body.length)] ^= (byte) (1 << random.nextInt(8));

      assertThat(Signature.check(field, body, secret)).as("seed %d", seed).isEqualTo(Verdict.WRONG);
    }
  }
}
