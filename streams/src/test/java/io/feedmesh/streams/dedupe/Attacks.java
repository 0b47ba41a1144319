package io.feedmesh.streams.dedupe;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.feedmesh.schemas.body.Bodies;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** Documents that are made to hurt, gzipped as records hold them. */
final class Attacks {
  private static final String RSS = "<rss version='2.0'><channel><item><title>";
  private static final String END = "</title></item></channel></rss>";

  private Attacks() {}

  /** By name; each made when it is asked for. */
  static Map<String, Supplier<ByteBuffer>> all(int port) {
    Map<String, Supplier<ByteBuffer>> all = new LinkedHashMap<>();
    String here = "http://127.0.0.1:" + port + "/";
    text(all, "entity bomb", () -> bomb() + RSS + "&j;" + END);
    all.put("entity bomb in UTF-16", () -> gzip((bomb() + RSS + "&j;" + END).getBytes(UTF_16BE)));
    text(all, "external entities", () -> external(here) + RSS + "&a;&b;" + END);
    text(all, "parameter entities", () -> parameters(here) + RSS + "&a;" + END);
    text(all, "a million nested elements", () -> RSS + "<a>".repeat(1_000_000));
    text(all, "an attribute of 20 MB", () -> "<rss a='" + "x".repeat(20_000_000) + "'/>");
    text(all, "an attribute of 15 MB", () -> "<rss a='" + "x".repeat(15_000_000) + "'/>");
    text(all, "a date of 1 MB", () -> item("<pubDate>" + "1 ".repeat(500_000) + "</pubDate>"));
    text(all, "10,000 colliding names", Attacks::colliding);
    text(
        all,
        "500,000 items",
        () -> RSS + END.replace("</channel></rss>", "<item/>".repeat(500_000)));
    all.put("10 GB of gzip", Attacks::gzipBomb);
    text(all, "NULs", () -> RSS + "\u0000".repeat(5_000_000) + END);
    all.put("lone surrogates", () -> gzip(surrogates()));
    text(all, "UTF-7", () -> "<?xml version='1.0' encoding='utf-7'?>+ADw-rss+AD4-" + RSS + END);
    text(all, "truncated", () -> item("<description>" + "<p>x ".repeat(1_000_000)));
    text(all, "200,000 doctypes", () -> "<!DOCTYPE rss [".repeat(200_000) + RSS + END);
    text(all, "JSON a million deep", () -> "{\"items\":" + "[".repeat(1_000_000));
    text(all, "JSON with a million keys", Attacks::keys);
    text(all, "JSON with a number of 1 MB", () -> json("{\"id\":" + "9".repeat(1_000_000) + "}"));
    text(all, "15 MB of ampersands", () -> RSS + "&".repeat(15_000_000) + END);
    text(all, "15 MB of tags", () -> RSS + "<a/>".repeat(3_700_000) + END);
    String chinese = "\u4E2D".repeat(5_000_000);
    text(all, "15 MB of text beyond Latin-1 in a title", () -> RSS + chinese + END);
    text(
        all,
        "15 MB of text beyond Latin-1",
        () -> item("<description>" + chinese + "</description>"));
    text(all, "15 MB of open brackets", () -> RSS + "<".repeat(15_000_000) + END);
    text(all, "15 MB of open comments", () -> RSS + "<!--".repeat(3_700_000) + END);
    text(all, "10,000 items with long texts", () -> items("<p>x</p>".repeat(180)));
    Amplifiers.all().forEach((name, document) -> text(all, name, document));
    return all;
  }

  private static void text(
      Map<String, Supplier<ByteBuffer>> all, String name, Supplier<String> document) {
    all.put(name, () -> gzip(document.get().getBytes(UTF_8)));
  }

  private static ByteBuffer gzip(byte[] document) {
    return Bodies.gzip(document);
  }

  private static String item(String inside) {
    return RSS + "a</title>" + inside + "</item></channel></rss>";
  }

  private static String items(String description) {
    StringBuilder items = new StringBuilder("<rss version='2.0'><channel>");
    for (int i = 0; i < 10_000; i++) {
      items.append("<item><guid>").append(i).append("</guid><description><![CDATA[");
      items.append(description).append("]]></description></item>");
    }
    return items.append("</channel></rss>").toString();
  }

  private static String json(String item) {
    return "{\"version\":\"https://jsonfeed.org/version/1.1\",\"items\":[" + item + "]}";
  }

  private static String keys() {
    StringBuilder keys = new StringBuilder("{\"id\":\"1\"");
    for (int i = 0; i < 1_000_000; i++) {
      keys.append(",\"").append(Integer.toString(i, 36)).append("\":1");
    }
    return json(keys.append('}').toString());
  }

  /** Ten times ten times, ten times over. */
  private static String bomb() {
    StringBuilder doctype = new StringBuilder("<!DOCTYPE rss [<!ENTITY a 'aaaaaaaaaa'>");
    for (char c = 'b'; c <= 'j'; c++) {
      doctype.append("<!ENTITY ").append(c).append(" '");
      doctype.append(("&" + (char) (c - 1) + ";").repeat(10)).append("'>");
    }
    return doctype.append("]>").toString();
  }

  private static String external(String here) {
    return "<!DOCTYPE rss SYSTEM '"
        + here
        + "dtd' [<!ENTITY a SYSTEM 'file:///etc/passwd'>"
        + "<!ENTITY b SYSTEM '"
        + here
        + "entity'>]><?xml-stylesheet href='"
        + here
        + "style'?>";
  }

  private static String parameters(String here) {
    return "<!DOCTYPE rss [<!ENTITY % p SYSTEM '"
        + here
        + "parameter'>%p;"
        + "<!ENTITY % q '<!ENTITY a \"x\">'>%q;]>";
  }

  /** Java's strings of "Aa" and "BB" have the same hash. */
  private static String colliding() {
    StringBuilder element = new StringBuilder("<rss ");
    for (int i = 0; i < 10_000; i++) {
      for (int bit = 0; bit < 14; bit++) {
        element.append((i >> bit & 1) == 0 ? "Aa" : "BB");
      }
      element.append("='' ");
    }
    return element.append("/>").toString();
  }

  /** One member of gzip after the other (RFC 1952, section 2.2), each of 100 MB. */
  private static ByteBuffer gzipBomb() {
    ByteBuffer member = gzip(new byte[100_000_000]);
    ByteArrayOutputStream bomb = new ByteArrayOutputStream();
    for (int i = 0; i < 100; i++) {
      bomb.writeBytes(Bodies.bytes(member));
    }
    return ByteBuffer.wrap(bomb.toByteArray());
  }

  /** As CESU-8 has them. */
  private static byte[] surrogates() {
    return (RSS + "\u00ED\u00A0\u0080".repeat(300_000) + END).getBytes(ISO_8859_1);
  }
}
