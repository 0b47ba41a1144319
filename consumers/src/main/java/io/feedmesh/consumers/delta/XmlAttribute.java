package io.feedmesh.consumers.delta;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads an attribute of a start tag that {@link XmlTags} has found whole. Pure. */
final class XmlAttribute {
  private static final Pattern ATTRIBUTE =
      Pattern.compile("\\s([^\\s=\"'<>/]++)\\s*+=\\s*+(?:\"([^\"]*+)\"|'([^']*+)')");
  private static final int LONGEST_TAG = 8_192;

  private XmlAttribute() {}

  /**
   * Its value as written, bytes as characters; null if the tag's first 8 KiB have none.
   *
   * @param tag where the tag begins
   * @param local its name without prefix
   */
  static String of(byte[] document, int tag, String local) {
    int length = Math.min(LONGEST_TAG, document.length - tag);
    String text = new String(document, tag, length, StandardCharsets.ISO_8859_1);
    Matcher attribute = ATTRIBUTE.matcher(text);
    int at = nameEnd(text);
    while (attribute.find(at) && text.substring(at, attribute.start()).isBlank()) {
      String name = attribute.group(1);
      if (name.substring(name.indexOf(':') + 1).equals(local)) {
        return attribute.group(2) == null ? attribute.group(3) : attribute.group(2);
      }
      at = attribute.end();
    }
    return null;
  }

  private static int nameEnd(String text) {
    int at = 1;
    while (at < text.length() && " \t\r\n/>".indexOf(text.charAt(at)) < 0) {
      at++;
    }
    return at;
  }
}
