package io.feedmesh.producers.ping;

import io.feedmesh.producers.intake.PingAnswer;

/** The XML that senders get. */
final class XmlReplies {
  private static final String DECLARATION = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

  private XmlReplies() {}

  /** The struct that weblogUpdates methods return. */
  static String methodResponse(PingAnswer answer) {
    return DECLARATION
        + "<methodResponse><params><param><value><struct>"
        + "<member><name>flerror</name><value><boolean>"
        + (answer.isError() ? 1 : 0)
        + "</boolean></value></member><member><name>message</name><value><string>"
        + escaped(answer.message())
        + "</string></value></member></struct></value></param></params></methodResponse>\n";
  }

  /** What the methods of rssCloud return when all is well. */
  static String methodTrue() {
    return DECLARATION
        + "<methodResponse><params><param><value><boolean>1</boolean></value></param></params>"
        + "</methodResponse>\n";
  }

  /** A fault of XML-RPC. */
  static String fault(int code, String message) {
    return DECLARATION
        + "<methodResponse><fault><value><struct><member><name>faultCode</name><value><int>"
        + code
        + "</int></value></member><member><name>faultString</name><value><string>"
        + escaped(message)
        + "</string></value></member></struct></value></fault></methodResponse>\n";
  }

  /** What a REST ping gets. */
  static String response(PingAnswer answer) {
    return DECLARATION
        + "<response><error>"
        + (answer.isError() ? 1 : 0)
        + "</error><message>"
        + escaped(answer.message())
        + "</message></response>\n";
  }

  /** What a ping of rssCloud gets. */
  static String cloudResult(PingAnswer answer) {
    return DECLARATION
        + "<result success=\""
        + !answer.isError()
        + "\" msg=\""
        + escaped(answer.message())
        + "\"/>\n";
  }

  /** The same for those who take JSON. */
  static String cloudJson(PingAnswer answer) {
    StringBuilder out = new StringBuilder("{\"success\":" + !answer.isError() + ",\"msg\":\"");
    answer
        .message()
        .chars()
        .forEach(
            c -> {
              if (c < 0x20 || c == '"' || c == '\\' || Character.isSurrogate((char) c)) {
                out.append(String.format("\\u%04x", c));
              } else {
                out.append((char) c);
              }
            });
    return out.append("\"}\n").toString();
  }

  /** Characters that XML 1.0 does not have become question marks. */
  static String escaped(String text) {
    StringBuilder out = new StringBuilder(text.length() + 16);
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '&' -> out.append("&amp;");
                case '"' -> out.append("&quot;");
                default -> out.appendCodePoint(isXml(c) ? c : '?');
              }
            });
    return out.toString();
  }

  private static boolean isXml(int c) {
    return c == '\t'
        || c == '\n'
        || (c >= 0x20 && c < 0xd800)
        || (c >= 0xe000 && c < 0xfffe)
        || c >= 0x10000;
  }
}
