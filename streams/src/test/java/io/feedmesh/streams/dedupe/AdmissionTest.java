package io.feedmesh.streams.dedupe;

import static org.assertj.core.api.Assertions.assertThat;

import io.feedmesh.schemas.body.Bodies;
import io.feedmesh.schemas.record.Change;
import io.feedmesh.schemas.record.RejectReason;
import io.feedmesh.schemas.serde.RecordSerde;
import io.feedmesh.streams.dedupe.Admission.Verdict;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdmissionTest {
  private static final String FEED =
      DedupeDriver.feed(DedupeDriver.item("a", "A"), DedupeDriver.item("b", "B"));

  static {
    new RecordSerde<>(Change.class); // Avro makes records only once somebody trusts them
  }

  private final Admission admission = new Admission(DedupeConfig.DEFAULT);

  @Test
  void admitsAFeedWithItsSizeAndWhatItSays() {
    Verdict verdict = admission.admit(DedupeDriver.change(FEED, 0));

    assertThat(verdict)
        .isInstanceOfSatisfying(
            Verdict.Admitted.class,
            admitted -> {
              assertThat(admitted.size()).isEqualTo(FEED.length());
              assertThat(admitted.feed().entries()).hasSize(2);
            });
  }

  @ParameterizedTest
  @CsvSource({
    "https://blog.example/, https://blog.example/, ",
    "https://blog.example/?a=1, https://blog.example/?a=1, ",
    ", https://blog.example/, BAD_RECORD",
    "https://blog.example/, https://blog.example, BAD_URL",
    "https://blog.example, https://blog.example, BAD_URL",
    "HTTPS://blog.example/, HTTPS://blog.example/, BAD_URL",
    "https://blog.example:443/, https://blog.example:443/, BAD_URL",
    "https://blog.example/, https://other.example/, BAD_URL",
    "ftp://blog.example/, ftp://blog.example/, BAD_URL",
    "'', '', BAD_URL"
  })
  void keyAndValueMustNameTheFeedByItsCanonicalUrl(String key, String url, RejectReason reason) {
    Change change = Change.newBuilder(DedupeDriver.change(FEED, 0)).setFeedUrl(url).build();

    Verdict.Refused refused = Admission.checkUrl(key, change);

    assertThat(refused == null ? null : refused.reason()).isEqualTo(reason);
  }

  @Test
  void aReasonIsShortHoweverLongTheUrl() {
    String url = "https://blog.example/" + "x".repeat(100_000);
    Change change = Change.newBuilder(DedupeDriver.change(FEED, 0)).setFeedUrl(url).build();

    assertThat(Admission.checkUrl("https://blog.example/", change).detail())
        .hasSizeLessThanOrEqualTo(500);
  }

  @Test
  void aBodyCutAnywhereIsRefusedAndHarmsNothing() {
    Change whole = DedupeDriver.change(FEED, 0);
    for (int length = 0; length < whole.getBody().remaining(); length++) {
      ByteBuffer cut = whole.getBody().duplicate().limit(length).slice();

      Verdict verdict = admission.admit(Change.newBuilder(whole).setBody(cut).build());

      assertThat(verdict)
          .as("cut at %d", length)
          .isInstanceOfSatisfying(
              Verdict.Refused.class,
              refused -> assertThat(refused.reason()).isEqualTo(RejectReason.BAD_GZIP));
    }
    assertThat(admission.admit(whole)).isInstanceOf(Verdict.Admitted.class);
  }

  @Test
  void aBodyWithABitTurnedIsNeverTakenForAnother() {
    long seed = Long.getLong("feedmesh.seed", System.nanoTime());
    System.out.println("seed " + seed + " (again with -Dfeedmesh.seed=" + seed + ")");
    Random random = new Random(seed);
    Change whole = DedupeDriver.change(FEED, 0);
    Verdict untouched = admission.admit(whole);
    byte[] body = new byte[whole.getBody().remaining()];
    whole.getBody().duplicate().get(body);
    for (int i = 0; i < 2_000; i++) {
      byte[] turned = body.clone();
      turned[random.nextInt(turned.length)] ^= (byte) (1 << random.nextInt(8));

      Verdict verdict =
          admission.admit(Change.newBuilder(whole).setBody(ByteBuffer.wrap(turned)).build());

      assertThat(verdict instanceof Verdict.Refused || verdict.equals(untouched))
          .as("%s, seed %d", verdict, seed)
          .isTrue();
    }
  }

  @Test
  void aSmallBodyMayBeSqueezedAsMuchAsItLikes() {
    String padded = FEED + " ".repeat(500_000);

    assertThat(admission.admit(DedupeDriver.change(padded, 0)))
        .isInstanceOf(Verdict.Admitted.class);
  }

  @Test
  void theHashIsThatOfTheDocumentNotOfItsGzip() {
    Change whole = DedupeDriver.change(FEED, 0);
    byte[] gzip = new byte[whole.getBody().remaining()];
    whole.getBody().duplicate().get(gzip);

    Verdict verdict =
        admission.admit(Change.newBuilder(whole).setContentHash(Bodies.hash(gzip)).build());

    assertThat(verdict)
        .isEqualTo(
            new Verdict.Refused(
                RejectReason.HASH_MISMATCH,
                "contentHash is not the SHA-256 of the "
                    + FEED.getBytes(StandardCharsets.UTF_8).length
                    + " bytes of the document"));
  }
}
