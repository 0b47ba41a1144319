package io.feedmesh.schemas.http.plain;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpParser;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.util.StringUtil;

/**
 * What Jazzer calls with ever new bytes: what is a plain request must be the same request to
 * Jetty's parser, to its last byte and no further.
 */
public final class PlainRequestFuzzTarget {
  private PlainRequestFuzzTarget() {}

  /** One try; whether it was a plain request. */
  public static boolean fuzzerTestOneInput(byte[] data) {
    PlainRequest plain = PlainRequest.read(data, 0, data.length);
    if (plain == null) {
      return false;
    }
    Seen seen = new Seen();
    HttpParser parser = new HttpParser(seen, 8 << 10, HttpCompliance.RFC9110);
    ByteBuffer bytes = ByteBuffer.wrap(data);
    while (!seen.complete && bytes.hasRemaining() && seen.failure == null) {
      boolean unused = parser.parseNext(bytes);
    }
    require(seen.failure == null, "is refused: " + seen.failure);
    require(seen.complete && !seen.content, "is not whole, or has a body");
    require(bytes.position() == plain.end(), "ends at " + bytes.position());
    require(seen.method.equals(plain.head() ? "HEAD" : "GET"), "has method " + seen.method);
    require(seen.target.equals(plain.target()), "has target " + seen.target);
    require(seen.version == HttpVersion.HTTP_1_1, "has version " + seen.version);
    HttpFields.Mutable kept = HttpFields.build();
    for (HttpField field : seen.fields) {
      PlainField known =
          PlainField.at((field.getName() + ":").getBytes(UTF_8), 0, field.getName().length() + 1);
      require(known != null, "has " + field.getName());
      if (known.kept()) {
        kept.add(new HttpField(known.header(), known.text(), field.getValue()));
      }
    }
    require(text(kept).equals(text(plain.fields())), "has fields " + kept);
    return true;
  }

  /** How well-known values begin comes from a cache of Jetty's parser, in its own case. */
  private static String text(HttpFields fields) {
    StringBuilder text = new StringBuilder();
    for (HttpField field : fields) {
      boolean cached = field.getHeader() == HttpHeader.ACCEPT_ENCODING;
      String value = field.getValue();
      text.append(field.getName()).append(": ");
      text.append(cached ? StringUtil.asciiToLowerCase(value) : value).append('\n');
    }
    return text.toString();
  }

  private static void require(boolean condition, String message) {
    if (!condition) {
      throw new IllegalStateException("to Jetty's parser, it " + message);
    }
  }

  private static final class Seen implements HttpParser.RequestHandler {
    private String method;
    private String target;
    private HttpVersion version;
    private final HttpFields.Mutable fields = HttpFields.build();
    private boolean content;
    private boolean complete;
    private Throwable failure;

    @Override
    public void startRequest(String method, String target, HttpVersion version) {
      this.method = method;
      this.target = target;
      this.version = version;
    }

    @Override
    public void parsedHeader(HttpField field) {
      fields.add(field);
    }

    @Override
    public boolean headerComplete() {
      return false;
    }

    @Override
    public boolean content(ByteBuffer item) {
      content = true;
      return false;
    }

    @Override
    public boolean contentComplete() {
      return false;
    }

    @Override
    public void parsedTrailer(HttpField field) {
      content = true;
    }

    @Override
    public boolean messageComplete() {
      complete = true;
      return true;
    }

    @Override
    public void badMessage(org.eclipse.jetty.http.HttpException bad) {
      failure = (Throwable) bad;
    }

    @Override
    public void earlyEOF() {
      failure = new IllegalStateException("early end");
    }
  }
}
