package io.feedmesh.producers.receive;

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
  static String response(boolean error, String message) {
    return DECLARATION
        + "<response><error>"
        + (error ? 1 : 0)
        + "</error><message>"
        + escaped(message)
        + "</message></response>\n";
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
