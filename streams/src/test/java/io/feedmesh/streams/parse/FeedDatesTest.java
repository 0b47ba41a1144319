package io.feedmesh.streams.parse;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.feedmesh.schemas.record.Entry;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FeedDatesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Tue, 03 Jun 2025 09:39:21 GMT | 2025-06-03T09:39:21Z",
        "Tue, 3 Jun 2025 09:39:21 +0200 | 2025-06-03T07:39:21Z",
        "Tue,03 Jun 2025 09:39:21 -02:30 | 2025-06-03T12:09:21Z",
        "03 Jun 2025 09:39 EST | 2025-06-03T14:39:00Z",
        "Tuesday, 03 June 2025 9:39:21 PDT | 2025-06-03T16:39:21Z",
        "Tue, 03 Jun 25 09:39:21 Z | 2025-06-03T09:39:21Z",
        "Sat, 07 Sep 02 00:00:01 GMT | 2002-09-07T00:00:01Z",
        "Tue, 03 Jun 2025 | 2025-06-03T00:00:00Z",
        "Tue, Jun 03 2025 09:39:21 UTC | 2025-06-03T09:39:21Z",
        "June 3, 2025 9:39 PM | 2025-06-03T21:39:00Z",
        "3-Jun-2025 09:39:21 | 2025-06-03T09:39:21Z",
        "Tue Jun  3 09:39:21 2025 | 2025-06-03T09:39:21Z",
        "Tue Jun 03 09:39:21 CEST 2025 | 2025-06-03T07:39:21Z",
        "Tue, 03 Jun 2025 09:39:21 GMT+1 | 2025-06-03T08:39:21Z",
        "Wrongday, 03 Jun 2025 09:39:21 GMT | 2025-06-03T09:39:21Z",
        "Tue, 03 Jun 2025 24:00:00 GMT | 2025-06-03T23:59:59Z",
        "2025-06-03T09:39:21Z | 2025-06-03T09:39:21Z",
        "2025-06-03T09:39:21.123+02:00 | 2025-06-03T07:39:21.123Z",
        "2025-06-03T09:39:21.123456789Z | 2025-06-03T09:39:21.123456789Z",
        "2025-06-03 09:39:21 | 2025-06-03T09:39:21Z",
        "2025-06-03 09:39:21 +0100 | 2025-06-03T08:39:21Z",
        "2025-06-03T09:39Z | 2025-06-03T09:39:00Z",
        "20250603T093921Z | 2025-06-03T09:39:21Z",
        "2025-06-03 | 2025-06-03T00:00:00Z",
        "2025-06 | 2025-06-01T00:00:00Z",
        "2025 | 2025-01-01T00:00:00Z",
        "2025/06/03 09:39:21 | 2025-06-03T09:39:21Z",
        "6/3/2025 9:39:21 PM | 2025-06-03T21:39:21Z",
        "23/6/2025 | 2025-06-23T00:00:00Z",
        "Tue, 03 Jun 2025 09:39:21 GMT and then much more text than any date has | 2025-06-03T09:39:21Z",
        "Di, 03 Mai 2005 09:39:21 MESZ | 2005-05-03T07:39:21Z"
      })
  void readsWhatPublishersWrite(String text, Instant expected) {
    assertThat(FeedDates.parse(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "śro, 05 lis 2025 10:00:00 +0100 | 2025-11-05T09:00:00Z",
        "Вт, 03 июн 2025 09:39:21 +0300 | 2025-06-03T06:39:21Z",
        "5 мая 2025 10:00 | 2025-05-05T10:00:00Z",
        "tor, 02 okt 2025 10:00:00 GMT | 2025-10-02T10:00:00Z",
        "ons, 10 des 2025 10:00:00 GMT | 2025-12-10T10:00:00Z",
        "Κυρ, 11 Ιούλ 2004 12:00:00 EST | 2004-07-11T17:00:00Z",
        "Sze, 03 szept. 2025 10:00:00 GMT | 2025-09-03T10:00:00Z",
        "Çar, 03 Eyl 2025 10:00:00 GMT | 2025-09-03T10:00:00Z",
        "2004년 05월 28일  01:31:15 | 2004-05-28T01:31:15Z",
        "2004-05-25 오후 11:23:17 | 2004-05-25T23:23:17Z",
        "2025年6月3日 9时39分21秒 | 2025-06-03T09:39:21Z",
        "2025年06月03日 09時39分 | 2025-06-03T09:39:00Z",
        "2025年12月31日 | 2025-12-31T00:00:00Z",
      })
  void readsTheWordsOfManyLanguages(String text, Instant expected) {
    assertThat(FeedDates.parse(text)).isEqualTo(expected);
  }

  @Test
  void doesNotBelieveADateThatIsFarAfterItsFetch() {
    Instant fetched = Instant.parse("2025-06-03T00:00:00Z");
    String dates =
        "<item><pubDate>2026-05-01</pubDate></item><item><pubDate>2026-07-01</pubDate></item>";
    byte[] document = Parsing.rss(dates).getBytes(UTF_8);
    ParseRequest request = new ParseRequest(document, Parsing.URL, null, fetched);

    ParseOutcome outcome = new FeedParser(ParseBounds.DEFAULT).parse(request);

    assertThat(((ParseOutcome.Parsed) outcome).entries())
        .extracting(Entry::getPublished)
        .containsExactly(Instant.parse("2026-05-01T00:00:00Z"), null);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "yesterday",
        "0000-00-00T00:00:00Z",
        "Thu, 01 Jan 0001 00:00:00 GMT",
        "2025-13-45",
        "Tue, 99 Jun 2025 09:39:21 GMT",
        "::::",
        "1:",
        "-",
        "+",
        "99999999999999999999",
        "2025-06-03T99:99:99Z",
        "when there is time for it, which may be as late as in the year's Tue, 03 Jun 2025"
      })
  void readsNoneWhereThereIsNone(String text) {
    assertThat(FeedDates.parse(text)).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "3 Jun 2025 12:30 AM | 2025-06-03T00:30:00Z",
        "3 Jun 2025 12:30am | 2025-06-03T00:30:00Z",
        "3 Jun 2025 12:30 PM | 2025-06-03T12:30:00Z",
        "mar, 03 giu 2025 10:00:00 +0000 | 2025-06-03T10:00:00Z",
        "mar. 03 juin 2025 10:00:00 +0000 | 2025-06-03T10:00:00Z",
        "gio, 31 lug 2025 10:00:00 +0200 | 2025-07-31T08:00:00Z",
        "lun., 14 juil. 2025 10:00:00 +0200 | 2025-07-14T08:00:00Z",
        "dom, 10 ago 2025 10:00:00 +0000 | 2025-08-10T10:00:00Z",
        "maandag 6 mei 2024 | 2024-05-06T00:00:00Z",
        "sex, 12 set 2025 08:00:00 GMT | 2025-09-12T08:00:00Z",
        "Mar 3, 2025 10:00 | 2025-03-03T10:00:00Z",
        "March 3 2025 | 2025-03-03T00:00:00Z",
      })
  void tellsMidnightFromNoonAndTuesdayFromMarch(String text, Instant expected) {
    assertThat(FeedDates.parse(text)).isEqualTo(expected);
  }
}
