package io.feedmesh.streams.parse;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Documents broken at random: whatever comes of them, nothing is thrown. */
class ParserFuzzTest {
  private static final String FULL =
      Parsing.rss(
          "<ttl>60</ttl><skipHours><hour>3</hour></skipHours><sy:updatePeriod>daily</sy:updatePeriod>"
              + "<item><title>A &amp; b</title><link>/a?b=1</link><guid>g</guid>"
              + "<pubDate>Tue, 03 Jun 2025 09:39:21 GMT</pubDate><dc:creator>Ann</dc:creator>"
              + "<content:encoded><![CDATA[<p>x</p>]]></content:encoded>"
              + "<enclosure url='http://x.example/a.mp3' length='1' type='audio/mpeg'/></item>");
  private static final String JSON =
      "{\"version\":\"https://jsonfeed.org/version/1.1\",\"title\":\"t\",\"items\":[{\"id\":1,"
          + "\"url\":\"/a\",\"content_html\":\"<p>x</p>\",\"authors\":[{\"name\":\"A\"}]}]}";

  @Test
  void nothingIsThrownWhateverIsBroken() {
    long seed = Long.getLong("feedmesh.seed", System.nanoTime());
    System.out.println("seed " + seed + " (again with -Dfeedmesh.seed=" + seed + ")");
    Random random = new Random(seed);
    for (int i = 0; i < 1_500; i++) {
      byte[] document = broken(random, random.nextInt(4) == 0 ? JSON : FULL);
      assertThatCode(() -> Parsing.parse(document, null))
          .as("document %d of seed %d", i, seed)
          .doesNotThrowAnyException();
    }
  }

  private static byte[] broken(Random random, String whole) {
    StringBuilder text = new StringBuilder(whole);
    String alphabet = "<>&;\"'/!?-[]=:#x \u0000\u001F\uD800{},\n";
    for (int edits = 1 + random.nextInt(8); edits > 0 && !text.isEmpty(); edits--) {
      int at = random.nextInt(text.length());
      switch (random.nextInt(4)) {
        case 0 -> text.setCharAt(at, alphabet.charAt(random.nextInt(alphabet.length())));
        case 1 -> text.delete(at, Math.min(text.length(), at + 1 + random.nextInt(20)));
        case 2 -> text.insert(at, text.substring(at, Math.min(text.length(), at + 30)));
        default -> text.insert(at, alphabet.charAt(random.nextInt(alphabet.length())));
      }
    }
    byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
    if (bytes.length > 0 && random.nextInt(4) == 0) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
    }
    return bytes;
  }
}
