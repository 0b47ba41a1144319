package io.feedmesh.consumers.accesslog;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The combined format, escaped as nginx does by default: a quote, a backslash and each byte that is
 * no printable ASCII is {@code \xHH}; an empty field is {@code -}. Pure.
 */
final class Combined {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ROOT);
  private static final String QUOTED = "\"((?:[^\"\\\\]|\\\\.)*+)\"";
  private static final Pattern LINE =
      Pattern.compile(
          "(\\S+) \\S+ .*?\\[([^\\]\\[]{1,64})] "
              + QUOTED
              + " (\\d{3}) (\\d{1,18}|-) "
              + QUOTED
              + " "
              + QUOTED
              + ".*");
  private static final int MAX_LINE = 64 * 1024;

  private record Second(long second, String text) {}

  private static volatile Second last = new Second(Long.MIN_VALUE, "");

  private Combined() {}

  static void append(AccessLine line, StringBuilder text) {
    escape(line.client(), text);
    text.append(" - - [").append(time(line.time())).append("] \"");
    escape(line.method(), text);
    text.append(' ');
    escape(line.target(), text);
    text.append(' ');
    escape(line.protocol(), text);
    text.append("\" ").append(line.status()).append(' ').append(line.bytes()).append(" \"");
    escape(orDash(line.referer()), text);
    text.append("\" \"");
    escape(orDash(line.userAgent()), text);
    text.append('"');
  }

  /** That of the second before is that of most lines. */
  private static String time(long millis) {
    long second = Math.floorDiv(millis, 1000);
    Second known = last;
    if (known.second() != second) {
      known =
          new Second(second, TIME.format(Instant.ofEpochSecond(second).atOffset(ZoneOffset.UTC)));
      last = known;
    }
    return known.text();
  }

  private static String orDash(String field) {
    return field.isEmpty() ? "-" : field;
  }

  private static void escape(String field, StringBuilder text) {
    int plain = 0;
    while (plain < field.length() && isPlain(field.charAt(plain))) {
      plain++;
    }
    text.append(field, 0, plain); // all of it, mostly
    for (int i = plain; i < field.length(); ) {
      int c = field.codePointAt(i);
      if (isPlain(c)) {
        text.append((char) c);
      } else {
        for (byte b : Character.toString(c).getBytes(UTF_8)) {
          text.append("\\x").append(HexFormat.of().withUpperCase().toHexDigits(b));
        }
      }
      i += Character.charCount(c);
    }
  }

  private static boolean isPlain(int c) {
    return c >= 0x20 && c < 0x7f && c != '"' && c != '\\';
  }

  static Optional<AccessLine> read(String text) {
    Matcher line = LINE.matcher(text);
    if (text.length() > MAX_LINE || !line.matches()) {
      return Optional.empty();
    }
    Optional<RequestLine> request = RequestLine.parse(unescape(line.group(3)));
    if (request.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new AccessLine(
              line.group(1),
              OffsetDateTime.parse(line.group(2), TIME).toInstant().toEpochMilli(),
              request.get().method(),
              request.get().target(),
              request.get().protocol(),
              Integer.parseInt(line.group(4)),
              line.group(5).equals("-") ? 0 : Long.parseLong(line.group(5)),
              field(line.group(6)),
              field(line.group(7))));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static String field(String escaped) {
    return escaped.equals("-") ? "" : unescape(escaped);
  }

  /** Of nginx's {@code \xHH} and Apache's {@code \"} and {@code \\} alike. */
  private static String unescape(String escaped) {
    if (escaped.indexOf('\\') < 0) {
      return escaped;
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(escaped.length());
    for (int i = 0; i < escaped.length(); i++) {
      char c = escaped.charAt(i);
      if (c == '\\' && escaped.startsWith("x", i + 1) && isHex(escaped, i + 2)) {
        bytes.write(HexFormat.fromHexDigits(escaped, i + 2, i + 4));
        i += 3;
      } else if (c == '\\' && i + 1 < escaped.length()) {
        bytes.write(escaped.charAt(++i));
      } else {
        bytes.writeBytes(String.valueOf(c).getBytes(UTF_8));
      }
    }
    return bytes.toString(UTF_8);
  }

  private static boolean isHex(String text, int at) {
    return at + 2 <= text.length()
        && HexFormat.isHexDigit(text.charAt(at))
        && HexFormat.isHexDigit(text.charAt(at + 1));
  }
}
