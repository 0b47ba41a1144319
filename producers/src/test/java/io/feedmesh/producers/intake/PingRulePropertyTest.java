package io.feedmesh.producers.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.feedmesh.schemas.record.PingSource;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PingRulePropertyTest {
  @Test
  void noTextsMakeAPingThatIsNoneOrARefusalWithoutReason() {
    long seed = Long.getLong("feedmesh.seed", System.nanoTime());
    System.out.println("seed " + seed + " (again with -Dfeedmesh.seed=" + seed + ")");
    Random random = new Random(seed);
    String[] texts = {
      null,
      "",
      " ",
      "Blog",
      "http://b.example/",
      "HTTPS://B.example:443/x",
      "b.example",
      "ftp://b/",
      "http://u:p@b.example/",
      "http://b.example/" + "x".repeat(300),
      "\u0000",
      "n".repeat(2_000)
    };
    for (int i = 0; i < 2_000; i++) {
      Said said =
          new Said(
              texts[random.nextInt(texts.length)],
              texts[random.nextInt(texts.length)],
              texts[random.nextInt(texts.length)]);

      PingDecision decision = PingRule.decide(said, PingSource.REST, "192.0.2.1", Instant.EPOCH);

      if (decision instanceof PingDecision.Taken taken) {
        assertThat(taken.ping().getFeedUrl()).as("%s, seed %d", said, seed).startsWith("http");
        assertThat(
                taken.ping().getSiteName() == null || taken.ping().getSiteName().length() <= 1024)
            .isTrue();
      } else {
        assertThat(((PingDecision.Refused) decision).why())
            .as("%s, seed %d", said, seed)
            .isNotBlank()
            .hasSizeLessThan(400)
            .doesNotContain("u:p");
      }
    }
  }
}
