package io.feedmesh.docker.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class ConvertersTest {
  @ParameterizedTest
  @CsvSource({
    "30d,PT720H",
    "12h,PT12H",
    "5m,PT5M",
    "10s,PT10S",
    "100ms,PT0.1S",
    "1d12h,PT36H",
    "0d,PT0S",
    "PT5M,PT5M",
    "pt1.5s,PT1.5S"
  })
  void readsDurations(String text, Duration expected) {
    assertThat(new DurationConverter().convert(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "5", "d", "-5d", "PT-5M", "5 d", "1y", "999999999999999d", "5dd"})
  void refusesWhatIsNoDuration(String text) {
    assertThatThrownBy(() -> new DurationConverter().convert(text))
        .isInstanceOf(TypeConversionException.class)
        .hasMessageContaining("'" + text + "'");
  }

  @ParameterizedTest
  @CsvSource({
    "0,0",
    "512,512",
    "512b,512",
    "1k,1024",
    "64KB,65536",
    "64mb,67108864",
    "2GB,2147483648"
  })
  void readsSizes(String text, long expected) {
    assertThat(new SizeConverter().convert(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "MB", "-1", "1.5MB", "64 MB", "999999999999TB", "1PB"})
  void refusesWhatIsNoSize(String text) {
    assertThatThrownBy(() -> new SizeConverter().convert(text))
        .isInstanceOf(TypeConversionException.class)
        .hasMessageContaining("'" + text + "'");
  }

  @ParameterizedTest
  @CsvSource({
    "example.org/feed,https://example.org/feed",
    "Example.ORG,https://example.org/",
    "localhost:8000/a,https://localhost:8000/a",
    "http://example.org/a,http://example.org/a",
    "feed:https://example.org/a,https://example.org/a",
    "feed://example.org/a,http://example.org/a",
    "example.org?u=http://a/,https://example.org/?u=http://a/",
    "[::1]:81/x,https://[0:0:0:0:0:0:0:1]:81/x"
  })
  void readsAddressesAsPeopleTypeThem(String text, String expected) {
    assertThat(new FeedUrlConverter().convert(text)).hasToString(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "feed", "ftp://example.org/", "mailto:me@example.org", "--x", "a b.c"})
  void refusesWhatIsNoAddress(String text) {
    assertThatThrownBy(() -> new FeedUrlConverter().convert(text))
        .isInstanceOf(TypeConversionException.class)
        .hasMessageContaining("not a feed URL");
  }
}
