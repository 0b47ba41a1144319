package io.feedmesh.consumers.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 9110, sections 12.4.2 and 12.5.3, over every mixture of codings and weights. */
class EncodingPropertyTest {
  private static final List<String> CODINGS = List.of("gzip", "identity", "*", "br", "deflate");
  private static final List<String> WEIGHTS = List.of("", "0", "0.001", "0.5", "0.999", "1", "1.0");

  @Test
  void gzipGoesToThoseWhoWantItAtLeastAsMuchAsThePlainDocument() {
    long seed = Long.getLong("feedmesh.seed", System.nanoTime());
    System.out.println("seed " + seed + " (again with -Dfeedmesh.seed=" + seed + ")");
    Random random = new Random(seed);
    for (int i = 0; i < 3_000; i++) {
      Map<String, Double> weights = new LinkedHashMap<>();
      List<String> elements = new ArrayList<>();
      List<String> codings = new ArrayList<>(CODINGS);
      Collections.shuffle(codings, random);
      for (String coding : codings.subList(0, random.nextInt(CODINGS.size() + 1))) {
        String weight = WEIGHTS.get(random.nextInt(WEIGHTS.size()));
        weights.put(coding, weight.isEmpty() ? 1 : Double.parseDouble(weight));
        String name = random.nextBoolean() ? coding : coding.toUpperCase(Locale.ROOT);
        elements.add(
            weight.isEmpty() ? name : name + (random.nextBoolean() ? ";q=" : " ; Q=") + weight);
      }
      double gzip = weights.getOrDefault("gzip", weights.getOrDefault("*", 0.0));
      double identity = weights.getOrDefault("identity", 0.0);

      boolean oneField = EncodingRule.gzip(List.of(String.join(", ", elements)));

      assertThat(oneField)
          .as("%s, seed %d", elements, seed)
          .isEqualTo(gzip > 0 && gzip >= identity);
      assertThat(EncodingRule.gzip(elements)).as("as fields of their own").isEqualTo(oneField);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "gzip;q=1.001",
        "gzip;q=0.0001",
        "gzip;q=-1",
        "gzip;q=",
        "gzip;q=1e1",
        "gzip;q=NaN",
        "gzip;q=.5",
        "gzip;q=0,5"
      })
  void aWeightThatIsNoneIsARefusal(String field) {
    assertThat(EncodingRule.gzip(List.of(field))).isFalse();
  }

  @Test
  void aFieldOfAMegabyteIsReadOnce() {
    assertThat(EncodingRule.gzip(List.of("br;q=0.1,".repeat(100_000) + "gzip"))).isTrue();
    assertThat(EncodingRule.gzip(List.of(";".repeat(1_000_000)))).isFalse();
  }
}
