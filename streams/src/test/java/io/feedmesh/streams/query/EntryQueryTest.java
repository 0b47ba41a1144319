package io.feedmesh.streams.query;

import static io.feedmesh.streams.query.QuerySamples.accepted;
import static io.feedmesh.streams.query.QuerySamples.change;
import static org.assertj.core.api.Assertions.assertThat;

import io.feedmesh.schemas.record.EntryChange;
import io.feedmesh.streams.query.EntryQuery.Parsed;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EntryQueryTest {
  private static final EntryChange ENTRY = QuerySamples.full();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "kafka",
        "KAFKA",
        "kafka streams",
        "streams kafka",
        "\"kafka streams\"",
        "kafka OR rust",
        "kafka AND NOT rust",
        "-rust",
        "rust OR kafka OR java",
        "rust OR kafka -cobol",
        "-cobol (rust OR kafka)",
        "rust OR (kafka streams)",
        "rust OR (NOT cobol)",
        "+rust OR kafka",
        "NOT rust AND NOT cobol",
        "title:kafka",
        "title:(kafka streams)",
        "text:broker",
        "text:\"a broker\"",
        "category:messaging",
        "messaging", // a category is looked at without a field, too
        "author:ada",
        "author:\"ada lovelace\"",
        "+kafka -rust",
        "kaf*",
        "ka?ka OR kafk?",
        "kafak~",
        "\"start broker\"~5",
        "link:example.org",
        "link:blog.example.org",
        "link:\"https://www.blog.example.org/2026/kafka\"",
        "link:\"blog.example.org/2026/Kafka/\"",
        "site:example.org",
        "feed:planet.example",
        "feed:\"https://planet.example/feed.xml\"",
        "lang:de",
        "lang:de-CH",
        "lang:DE-ch",
        "published:2026",
        "published:2026-11",
        "published:2026-11-22",
        "published:[2026-11-22 TO 2026-11-22]",
        "published:[2026-01 TO *]",
        "published:[* TO 2026-11]",
        "published:{2025 TO 2027}",
        "enclosure:audio",
        "enclosure:\"audio/mpeg\"",
        "kafka^2 streams",
        "uber", // für die, deren Tastatur keine Umlaute hat
        "über",
        "text:naive"
      })
  void finds(String query) {
    assertThat(new EntryMatcher(ENTRY).matches(accepted(query))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rust",
        "kafka rust",
        "kafka -streams",
        "-kafka",
        "\"streams kafka\"",
        "title:broker",
        "text:uber",
        "author:kafka",
        "lovelace", // authors are only found by their field
        "link:ample.org",
        "link:example",
        "link:other.example",
        "site:planet.example",
        "feed:example.org",
        "lang:en",
        "published:2025",
        "published:{2026-11-22 TO *}",
        "published:[* TO 2026-11-21]",
        "enclosure:video",
        "strong", // mark-up
        "https"
      })
  void doesNotFind(String query) {
    assertThat(new EntryMatcher(ENTRY).matches(accepted(query))).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "東京都でカフカを学ぶ, カフカ, true",
    "東京都でカフカを学ぶ, 東京, true",
    "東京都でカフカを学ぶ, 京都で, true", // pairs of characters, not words
    "東京都でカフカを学ぶ, 大阪, false",
    "学习卡夫卡消息队列, 消息, true",
    "카프카를 배우다, 카프카, true",
    "Изучаем Кафку быстро, кафку, true",
    "Ёлка и снег, елка, true",
    "تعلم كافكا بسرعة, كافكا, true",
    "למד קפקא, קפקא, true",
    "เรียนรู้คาฟคาวันนี้, วันนี้, true",
    "Straße nach Köln, strasse, true",
    "Straße nach Köln, koln, true",
    "Łódź żółw, zolw, true",
    "İstanbul'da kış, kis, true",
    "ＦＵＬＬ width, full, true",
    "C++ and C#, c, true",
    "naïve café, cafe, true",
    "don't stop, don't, true",
    "Google's answer, google, true",
    "Das iPhone’s Ende, iphone, true",
    "L'Europe et l’Asie, europe AND asie, true",
    "L'Europe et l’Asie, l'asie, true",
    "İstanbul'da kış, istanbul, true",
    "emoji 🚀 launch, launch, true"
  })
  void findsWordsOfManyLanguages(String title, String query, boolean found) {
    assertThat(new EntryMatcher(change(title, "")).matches(accepted(query))).isEqualTo(found);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "`` | 0 | expected a query, found nothing",
        "kafka AND | 9 | expected a word, a phrase or a bracket, found the end",
        "(kafka | 6 | found the end: a quote or bracket is open",
        "kafka) | 5 | found ')'",
        "\"kafka | 6 | found the end",
        "kafka AND OR rust | 10 | found 'O'",
        "title: | 6 | found the end",
        "tittle:kafka | 0 | no field 'tittle': expected one of title, text, author",
        "kafka any:x | 6 | no field 'any'",
        "https://example.org/ | 6 | '/' begins a regular expression",
        "kafka /ru.t/ | 6 | '/' begins a regular expression",
        "*fka | 0 | expected at least 2 letters before '*'",
        "title:?afka | 6 | expected at least 2 letters",
        "k* | 0 | expected at least 2 letters",
        "title:* | 6 | expected at least 2 letters",
        "*:* | 0 | no field '*'",
        "title:[a TO b] | 0 | a range is possible of published only",
        "published:yesterday | 10 | expected a date such as 2026, 2026-11 or 2026-11-22, found yesterday",
        "published:[2026 TO 2026-13] | 19 | expected a date",
        "published:2026-02-30 | 10 | expected a date",
        "published:20* | 10 | expected a date",
        "java kafka OR rust | 14 | expected brackets where OR meets AND or NOT",
        "java AND kafka OR rust | 18 | expected brackets",
        "rust OR kafka java | 14 | expected brackets",
        "rust OR kafka java go | 19 | expected brackets",
        "rust OR kafka AND java | 18 | expected brackets",
        "title:rust OR NOT kafka | 18 | expected brackets",
        "-rust OR kafka | 9 | expected brackets",
        "java (go kafka OR rust) | 18 | expected brackets",
        "lang:deu~ | 5 | words only can be fuzzy, found lang",
        "\"kafka streams\"~1000 | 1 | expected words at most 100 apart",
        "!!! | 1 | expected a word",
        "kafka^-1 | 7 | expected a word, a phrase or a bracket",
      })
  void refusesWhatIsNoQueryWithPositionAndReason(String text, int position, String reason) {
    Parsed parsed = EntryQuery.parse(text == null ? "" : text);

    assertThat(parsed).isInstanceOf(Parsed.Refused.class);
    Parsed.Refused refused = (Parsed.Refused) parsed;
    assertThat(refused.reason()).contains(reason);
    assertThat(refused.position()).isEqualTo(position);
  }

  @Test
  void refusesWhatWouldCostTooMuch() {
    assertThat(reason("word ".repeat(EntryQueryParser.MAX_CLAUSES + 1)))
        .contains("at most 100 words and phrases");
    assertThat(reason("wo* ".repeat(EntryQueryParser.MAX_PATTERNS + 1)))
        .contains("at most 10 words with");
    assertThat(reason("x".repeat(EntryQuery.MAX_LENGTH + 1))).contains("at most 2000 characters");
    assertThat(reason("(".repeat(999) + "x" + ")".repeat(999))).contains("brackets in each other");
    assertThat(EntryQuery.parse("word ".repeat(EntryQueryParser.MAX_CLAUSES)))
        .isInstanceOf(Parsed.Accepted.class);
  }

  @Test
  void whateverTheTextItIsAQueryOrRefusedWithAPlaceInIt() {
    long seed = Long.getLong("feedmesh.seed", System.nanoTime());
    Random random = new Random(seed);
    String[] parts = {
      "kafka",
      "title:",
      "\"",
      "(",
      ")",
      "[",
      "]",
      "{",
      "}",
      " TO ",
      " AND ",
      " OR ",
      " NOT ",
      "-",
      "+",
      "*",
      "?",
      "~",
      "^",
      "2",
      ":",
      "/",
      "\\",
      "published:",
      "2026",
      "\u0000",
      "😀",
      "東",
      " ",
      "lang:",
      "&&",
      "||",
      "!",
      "\\u",
      "\n",
      "~0.5",
      "é"
    };
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int n = random.nextInt(12); n >= 0; n--) {
        text.append(parts[random.nextInt(parts.length)]);
      }
      Parsed parsed = EntryQuery.parse(text.toString());
      if (parsed instanceof Parsed.Refused refused) {
        assertThat(refused.position()).as("%s, seed %d", text, seed).isBetween(0, text.length());
        assertThat(refused.reason()).isNotBlank();
      } else if (parsed instanceof Parsed.Accepted accepted && i % 10 == 0) {
        new EntryMatcher(ENTRY).matches(accepted.query());
      }
    }
  }

  @Test
  void anEntryOfAnySizeIsLookedAtWithinBounds() {
    String words = "word ".repeat(400_000);
    EntryChange huge = change("x".repeat(2_000_000) + " end", words + " last");
    for (int i = 0; i < 20_000; i++) {
      huge.getEntry().getCategories().add("category" + i);
    }

    EntryMatcher matcher = new EntryMatcher(huge);

    assertThat(matcher.matches(accepted("text:word"))).isTrue();
    assertThat(matcher.matches(accepted("category:category99"))).isTrue();
    assertThat(matcher.matches(accepted("text:last OR end OR category:category101"))).isFalse();
  }

  @Test
  void anEntryWithoutAnythingIsFoundByWhatItHasNot() {
    EntryChange empty = change(null, null);

    assertThat(new EntryMatcher(empty).matches(accepted("kafka"))).isFalse();
    assertThat(new EntryMatcher(empty).matches(accepted("-kafka"))).isTrue();
  }

  @Test
  void theHelpNamesEveryField() {
    assertThat(EntryQuery.help().lines()).hasSize(EntryField.values().length);
    assertThat(EntryQuery.help()).contains("published  its date");
  }

  private static String reason(String text) {
    return EntryQuery.parse(text) instanceof Parsed.Refused refused ? refused.reason() : "accepted";
  }
}
