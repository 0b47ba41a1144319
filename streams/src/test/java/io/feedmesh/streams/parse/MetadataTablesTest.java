package io.feedmesh.streams.parse;

import static org.assertj.core.api.Assertions.assertThat;

import io.feedmesh.schemas.record.FeedMetadata;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The hints that decide when a feed is fetched next, as publishers write them. */
class MetadataTablesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<ttl>60</ttl> | 60",
        "<ttl> 60 minutes </ttl> | 60",
        "<ttl>0</ttl> | 0",
        "<ttl>-5</ttl> | null",
        "<ttl>soon</ttl> | null",
        "<ttl>99999999999</ttl> | null",
        "<ttl/> | null"
      })
  void readsHowLongItKeeps(String channel, String minutes) {
    assertThat(String.valueOf(feed(channel).getTtlMinutes())).isEqualTo(minutes);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<sy:updatePeriod>hourly</sy:updatePeriod> | 3600",
        "<sy:updatePeriod> Hourly </sy:updatePeriod> | 3600",
        "<sy:updatePeriod>daily</sy:updatePeriod> | 86400",
        "<sy:updatePeriod>weekly</sy:updatePeriod> | 604800",
        "<sy:updatePeriod>monthly</sy:updatePeriod> | 2592000",
        "<sy:updatePeriod>yearly</sy:updatePeriod> | 31536000",
        "<sy:updatePeriod>sometimes</sy:updatePeriod> | null",
        "<sy:updateFrequency>2</sy:updateFrequency> | null",
        "<sy:updatePeriod>hourly</sy:updatePeriod><sy:updateFrequency>2</sy:updateFrequency> | 1800",
        "<sy:updatePeriod>hourly</sy:updatePeriod><sy:updateFrequency>0</sy:updateFrequency> | 3600",
        "<sy:updatePeriod>hourly</sy:updatePeriod><sy:updateFrequency>-3</sy:updateFrequency> | 3600",
        "<sy:updatePeriod>hourly</sy:updatePeriod><sy:updateFrequency>x</sy:updateFrequency> | 3600",
        "<sy:updatePeriod>hourly</sy:updatePeriod><sy:updateFrequency>999999</sy:updateFrequency> | 1"
      })
  void readsHowOftenItChanges(String channel, String seconds) {
    assertThat(String.valueOf(feed(channel).getUpdatePeriodSeconds())).isEqualTo(seconds);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<hour>5</hour><hour>3</hour><hour>5</hour> | [3, 5]",
        "<hour>24</hour><hour>0</hour> | [0]",
        "<hour>25</hour><hour>-1</hour><hour/> | []",
        "<hour> 07 </hour> | [7]",
        "<day>7</day> | []",
        "7 | []"
      })
  void readsTheHoursThatAReaderMaySkip(String hours, String expected) {
    assertThat(feed("<skipHours>" + hours + "</skipHours>").getSkipHours()).hasToString(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<day>Saturday</day><day>Sunday</day> | [Saturday, Sunday]",
        "<day>sat</day><day>SUNDAY</day><day>Sun</day> | [Saturday, Sunday]",
        "<day>Sundays</day> | [Sunday]",
        "<day>S</day><day/><day>Samstag</day> | []",
        "<day> Tues </day> | [Tuesday]"
      })
  void readsTheDaysThatAReaderMaySkip(String days, String expected) {
    assertThat(feed("<skipDays>" + days + "</skipDays>").getSkipDays()).hasToString(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<pubDate>2025-06-03</pubDate> | 2025-06-03T00:00:00Z",
        "<atom:updated>2025-06-03T00:00:00Z</atom:updated> | 2025-06-03T00:00:00Z",
        "<pubDate>2025-06-03</pubDate><atom:updated>2025-06-09T00:00:00Z</atom:updated> | 2025-06-03T00:00:00Z",
        "<title>x</title> | null"
      })
  void knowsTheDateOfItsNewestEntry(String item, String date) {
    FeedMetadata feed =
        feed(
            "<item><pubDate>1999-01-01</pubDate></item>".repeat(date.equals("null") ? 0 : 1)
                + "<item>"
                + item
                + "</item>");

    assertThat(String.valueOf(feed.getLatestEntry())).isEqualTo(date);
  }

  @Test
  void theNewestMayStandAnywhereAmongEntriesWithoutDate() {
    assertThat(
            feed("<item/><item><pubDate>2025-06-05</pubDate></item><item/>"
                    + "<item><pubDate>2025-06-04</pubDate></item>")
                .getLatestEntry())
        .isEqualTo("2025-06-05T00:00:00Z");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<language>en</language> | en",
        "<dc:language>fr</dc:language> | fr",
        "<language/><dc:language>fr</dc:language> | fr",
        "<language>en</language><dc:language>fr</dc:language> | en",
        "<title>x</title> | null"
      })
  void readsItsLanguage(String channel, String language) {
    assertThat(String.valueOf(feed(channel).getLanguage())).isEqualTo(language);
  }

  @Test
  void whatAnItemSaysIsNotSaidByItsFeed() {
    FeedMetadata feed =
        Parsing.parsed(
                "<rss version='2.0'><channel><item><title>Item</title><link>/i</link>"
                    + "<ttl>9</ttl><language>en</language></item></channel></rss>")
            .feed();

    assertThat(feed.getTitle()).isNull();
    assertThat(feed.getLink()).isNull();
    assertThat(feed.getTtlMinutes()).isNull();
    assertThat(feed.getLanguage()).isNull();
  }

  private static FeedMetadata feed(String inChannel) {
    return Parsing.parsed(Parsing.rss(inChannel)).feed();
  }
}
