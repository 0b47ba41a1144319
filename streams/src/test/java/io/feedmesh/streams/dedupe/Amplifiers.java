package io.feedmesh.streams.dedupe;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** Documents that say little and want much done: work and heap that grow faster than they do. */
final class Amplifiers {
  private static final String RSS = "<rss version='2.0'><channel>";
  private static final String END = "</channel></rss>";
  private static final String JSON =
      "{\"version\":\"https://jsonfeed.org/version/1.1\",\"items\":[";

  private Amplifiers() {}

  /** By name; each made when it is asked for. */
  static Map<String, Supplier<String>> all() {
    Map<String, Supplier<String>> all = new LinkedHashMap<>();
    all.put("2,000,000 declarations", () -> "<?xml >".repeat(2_000_000) + RSS + END);
    all.put("many elements", () -> items(1, "<a/>".repeat(390_000)));
    all.put("many elements, not well-formed", () -> items(1, "<a/>".repeat(390_000)) + "<");
    all.put("many elements with text", () -> items(1, "<a>b</a> ".repeat(130_000)));
    all.put("many names", () -> items(1, numbered("<n%d/>", 390_000)));
    all.put(
        "many names, not well-formed", () -> items(1, "<x a=b/>" + numbered("<n%d/>", 390_000)));
    all.put(
        "many names of attributes", () -> items(1, numbered("<n a%d='' b%d='' c%d=''/>", 97_000)));
    all.put("many attributes", () -> items(1, "<a b='' c='' d=''/>".repeat(97_000)));
    all.put("many items of many parts", () -> items(9_000, "<a b='c'/>".repeat(20)));
    all.put("many items of many texts", () -> items(9_000, "<category>x</category>".repeat(20)));
    all.put("many enclosures", () -> items(9_000, numbered("<enclosure url='%d'/>", 20)));
    all.put("many prefixes", () -> prefixes() + "<a/>".repeat(390_000) + "<");
    all.put("a base of 500 KB", () -> base("x".repeat(500_000)) + "<link>y</link></item></rss>");
    all.put(
        "bases within each other",
        () -> base("x/").repeat(90) + "<enclosure url='y'/>".repeat(190_000));
    all.put(
        "entries within each other",
        () -> RSS + "<item><description><b/>".repeat(90) + "x".repeat(10_000_000));
    all.put("a link of blanks", () -> items(1, "<link>a" + " b".repeat(7_000_000) + "</link>"));
    all.put("ends of nothing", () -> "<rss>" + "<a>".repeat(190) + "</b>".repeat(3_000_000));
    all.put("an author for all", () -> author() + "<entry/>".repeat(9_999) + "</feed>");
    all.put(
        "JSON with many objects", () -> JSON + "{\"a\":[" + "{\"a\":1},".repeat(120_000) + "]}]}");
    all.put("JSON with many numbers", () -> JSON + "{\"a\":[" + "1.5,".repeat(490_000) + "]}]}");
    all.put("JSON with many texts", () -> JSON + "{\"a\":[" + "\"x\",".repeat(490_000) + "]}]}");
    return all;
  }

  private static String items(int count, String inside) {
    StringBuilder items = new StringBuilder(RSS);
    for (int i = 0; i < count; i++) {
      items.append("<item><guid>").append(i).append("</guid>").append(inside).append("</item>");
    }
    return items.append(END).toString();
  }

  private static String numbered(String format, int count) {
    StringBuilder all = new StringBuilder();
    for (int i = 0; i < count; i++) {
      all.append(format.replace("%d", String.valueOf(i)));
    }
    return all.toString();
  }

  private static String prefixes() {
    return numbered(" xmlns:p%d='u'", 99).transform(all -> "<rss" + all + "><channel><item>");
  }

  private static String base(String path) {
    return "<item xml:base='http://base.example/" + path + "/'>";
  }

  private static String author() {
    return "<feed xmlns='http://www.w3.org/2005/Atom'><author><name>"
        + "n".repeat(5_000_000)
        + "</name></author>";
  }
}
