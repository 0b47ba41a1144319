package io.feedmesh.consumers.delta;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever two versions hold: the difference is XML, and has just what the earlier one lacks. */
class CutPropertyTest {
  private static final List<String> CONTENTS =
      List.of(
          "text",
          "ü &amp; 語",
          "<![CDATA[<p>]] > </item></entry>]]>",
          "<!-- <item> -->",
          "<x a='>' b=\"'\"/>",
          "<x><y>z</y></x>");

  private static Random random() {
    long seed = Long.getLong("feedmesh.seed", System.nanoTime());
    System.out.println("seed " + seed + " (again with -Dfeedmesh.seed=" + seed + ")");
    return new Random(seed);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<rss version='2.0'><channel><title>t</title>|item|</channel></rss>",
        "<feed xmlns='http://www.w3.org/2005/Atom'><id>t</id>|entry|</feed>",
        "<a:feed xmlns:a='http://www.w3.org/2005/Atom'>|a:entry|<a:id>t</a:id></a:feed>",
      })
  void holdsWhatTheEarlierVersionLacks(String head, String element, String tail) {
    Random random = random();
    for (int round = 0; round < 300; round++) {
      List<String> pool = new ArrayList<>();
      for (int i = 0; i < 12; i++) {
        String content = CONTENTS.get(random.nextInt(CONTENTS.size()));
        pool.add("<" + element + "><n>" + i + "</n>" + content + "</" + element + ">");
      }
      List<String> before = some(pool, random);
      List<String> after = some(pool, random);
      byte[] current = document(head, after, tail, random);
      long[] known = ItemScan.of(document(head, before, tail, random)).hashes();

      byte[] cut = Cut.of(current, ItemScan.of(current), known).orElse(current);

      List<String> lacking = new ArrayList<>(after);
      lacking.removeAll(before);
      assertThat(Xml.texts(cut, "n")).isEqualTo(numbers(lacking));
      assertThat(new String(cut, StandardCharsets.UTF_8)).startsWith(head).endsWith(tail);
    }
  }

  private static List<String> some(List<String> pool, Random random) {
    List<String> some = new ArrayList<>();
    for (String item : pool) {
      if (random.nextBoolean()) {
        some.add(random.nextInt(some.size() + 1), item);
      }
    }
    return some;
  }

  private static List<String> numbers(List<String> items) {
    return items.stream().map(item -> item.replaceAll("(?s).*<n>(\\d+)</n>.*", "$1")).toList();
  }

  private static byte[] document(String head, List<String> items, String tail, Random random) {
    String space = List.of("", "\n", "\r\n  ", "<!-- - -->\t").get(random.nextInt(4));
    String text = head + space + String.join(space, items) + space + tail;
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void oneDamagedByteNeverLeadsToADifferenceThatIsNoXml() {
    Random random = random();
    String text =
        "<?xml version='1.0'?><rss><channel><item a='b'><![CDATA[x]]></item><!-- c -->"
            + "<item><b/></item></channel></rss>";
    byte[] whole = text.getBytes(StandardCharsets.UTF_8);
    long[] known = ItemScan.of(whole).hashes();
    for (int i = 0; i < 5_000; i++) {
      byte[] damaged = whole.clone();
      damaged[random.nextInt(damaged.length)] = (byte) "<>/'\"![]-? x".charAt(random.nextInt(12));

      var cut = Cut.of(damaged, ItemScan.of(damaged), known);

      if (cut.isPresent() && wellFormed(damaged)) {
        assertThat(Xml.parse(cut.get())).isNotNull();
      }
    }
  }

  private static boolean wellFormed(byte[] document) {
    try {
      return Xml.parse(document) != null;
    } catch (AssertionError e) {
      return false;
    }
  }
}
