package io.feedmesh.streams.parse;

import static org.assertj.core.api.Assertions.assertThat;

import io.feedmesh.schemas.record.Entry;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever publishers do wrong, their readers get their entries. */
class MalformedSamplesTest {
  static List<Sample> samples() {
    return Sample.all();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("samples")
  void theEntriesAreFound(Sample sample) {
    ParseOutcome outcome = sample.parse();

    assertThat(outcome).isInstanceOf(ParseOutcome.Parsed.class);
    List<Entry> entries = ((ParseOutcome.Parsed) outcome).entries();
    assertThat(entries).isNotEmpty();
    if (!sample.titles().isEmpty()) {
      assertThat(entries).extracting(Entry::getTitle).containsExactlyElementsOf(sample.titles());
    }
  }

  @Test
  void eachFaultHasItsOwnSample() {
    assertThat(samples()).hasSizeGreaterThanOrEqualTo(150);
    assertThat(samples()).extracting(Sample::name).doesNotHaveDuplicates();
  }
}
