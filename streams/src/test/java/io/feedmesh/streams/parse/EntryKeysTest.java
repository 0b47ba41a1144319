package io.feedmesh.streams.parse;

import static org.assertj.core.api.Assertions.assertThat;

import io.feedmesh.schemas.record.Entry;
import java.util.List;
import org.junit.jupiter.api.Test;

class EntryKeysTest {
  @Test
  void anIdMakesTheKeyWhateverElseChanges() {
    assertThat(key("<guid>1</guid><link>http://a.example/1</link><title>a</title>"))
        .isEqualTo(key("<guid>1</guid><link>http://a.example/2</link><title>b</title>"))
        .isNotEqualTo(key("<guid>2</guid><link>http://a.example/1</link><title>a</title>"));
  }

  @Test
  void aLinkMakesTheKeyWhereThereIsNoId() {
    assertThat(key("<link>http://a.example/1</link><title>a</title>"))
        .isEqualTo(
            key("<link>https://a.example/1?utm_source=x&amp;fbclid=y</link><title>b</title>"))
        .isNotEqualTo(key("<link>http://a.example/1?page=2</link><title>a</title>"));
  }

  @Test
  void titleAndTextMakeTheKeyWhereThereIsNeither() {
    assertThat(key("<title>a</title><description>x &lt;b&gt;y&lt;/b&gt;</description>"))
        .isEqualTo(key("<title>a</title><description>x y</description>"))
        .isNotEqualTo(key("<title>a</title><description>z</description>"));
  }

  @Test
  void aLinkIsNeverTakenForAnId() {
    assertThat(key("<guid isPermaLink='false'>http://a.example/1</guid>"))
        .isNotEqualTo(key("<link>http://a.example/1</link>"));
  }

  @Test
  void anIdUsedTwiceIsToldApartByLinkThenContentThenDate() {
    assertThat(
            keys(
                "<item><guid>1</guid><link>http://a.example/1</link></item>"
                    + "<item><guid>1</guid><link>http://a.example/2</link></item>"
                    + "<item><guid>1</guid><link>http://a.example/2</link><title>b</title></item>"
                    + "<item><guid>1</guid><link>http://a.example/2</link><title>b</title>"
                    + "<pubDate>2025-06-03</pubDate></item>"))
        .doesNotHaveDuplicates();
  }

  @Test
  void entriesThatAreTheSameInAllGetNumbersFromTheEnd() {
    List<String> two = keys("<item><title>a</title></item>".repeat(2));
    List<String> three = keys("<item><title>a</title></item>".repeat(3));

    assertThat(three).doesNotHaveDuplicates();
    assertThat(three.subList(1, 3)).isEqualTo(two);
  }

  private static String key(String item) {
    return Parsing.item(item).getKey();
  }

  private static List<String> keys(String items) {
    return Parsing.parsed(Parsing.rss(items)).entries().stream().map(Entry::getKey).toList();
  }
}
