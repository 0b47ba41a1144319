package io.feedmesh.streams.parse;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class NumbersTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "60, 60",
    "' 60 ', 60",
    "60 minutes, 60",
    "007, 7",
    "12.5, 12",
    "2147483647, 2147483647"
  })
  void readsTheNumberAtTheStart(String text, int expected) {
    assertThat(Numbers.positiveInt(text)).isEqualTo(expected);
    assertThat(Numbers.positiveLong(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"2147483648, 2147483648", "999999999999999999, 999999999999999999"})
  void aLengthMayBeLongerThanAnInt(String text, long expected) {
    assertThat(Numbers.positiveLong(text)).isEqualTo(expected);
    assertThat(Numbers.positiveInt(text)).isNull();
  }

  @ParameterizedTest
  @NullAndEmptySource
  @ValueSource(
      strings = {" ", "-1", "+1", "x1", ".5", "1000000000000000000", "99999999999999999999999999"})
  void readsNoneWhereThereIsNone(String text) {
    assertThat(Numbers.positiveLong(text)).isNull();
    assertThat(Numbers.positiveInt(text)).isNull();
  }
}
