package io.feedmesh.streams.parse;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Locale;

/**
 * Bytes to text: byte order mark, charset of the Content-Type, XML declaration (RFC 7303, section
 * 3), then UTF-8 where it is valid, else windows-1252.
 *
 * <p>Beyond the RFC: a document that is valid UTF-8 stays UTF-8 whoever says ISO-8859-1 or US-ASCII
 * (the default of many servers and programs; hardly any text in them is valid UTF-8 by chance);
 * ISO-8859-1 means windows-1252 (WHATWG Encoding, section 4.2); and a UTF-16 that is declared in
 * ASCII bytes is none.
 */
final class Decoder {
  private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");
  private static final Charset UTF_32BE = Charset.forName("UTF-32BE");
  private static final Charset UTF_32LE = Charset.forName("UTF-32LE");
  private static final int DECLARATION_BYTES = 256;

  private Decoder() {}

  static String decode(byte[] bytes, String contentType) {
    int skip = 0;
    Charset charset = null;
    if (starts(bytes, 0xEF, 0xBB, 0xBF)) {
      skip = 3;
      charset = UTF_8;
    } else if (starts(bytes, 0xFF, 0xFE, 0, 0)) {
      skip = 4;
      charset = UTF_32LE;
    } else if (starts(bytes, 0, 0, 0xFE, 0xFF)) {
      skip = 4;
      charset = UTF_32BE;
    } else if (starts(bytes, 0xFE, 0xFF)) {
      skip = 2;
      charset = UTF_16BE;
    } else if (starts(bytes, 0xFF, 0xFE)) {
      skip = 2;
      charset = UTF_16LE;
    } else if (starts(bytes, 0, '<')) {
      charset = UTF_16BE;
    } else if (starts(bytes, '<', 0)) {
      charset = UTF_16LE;
    }
    if (charset == null) {
      charset = named(bytes, contentType);
    }
    if (charset == null || charset.equals(UTF_8)) {
      return utf8(bytes, skip);
    }
    return new String(bytes, skip, bytes.length - skip, charset);
  }

  private static Charset named(byte[] bytes, String contentType) {
    Charset sent = charset(parameter(contentType));
    Charset named = sent == null ? charset(inDeclaration(bytes)) : sent;
    boolean latin = WINDOWS_1252.equals(named);
    return latin && new String(bytes, UTF_8).indexOf('\uFFFD') < 0 ? UTF_8 : named;
  }

  private static String utf8(byte[] bytes, int skip) {
    String text = new String(bytes, skip, bytes.length - skip, UTF_8);
    if (text.indexOf('\uFFFD') < 0) {
      return text;
    }
    int bad = 0;
    int good = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\uFFFD') {
        bad++;
      } else if (c >= 0x80) {
        good++;
      }
    }
    return bad > good ? new String(bytes, skip, bytes.length - skip, WINDOWS_1252) : text;
  }

  private static String parameter(String contentType) {
    if (contentType == null) {
      return null;
    }
    int at = contentType.toLowerCase(Locale.ROOT).indexOf("charset=");
    return at < 0 ? null : token(contentType, at + "charset=".length());
  }

  private static String inDeclaration(byte[] bytes) {
    String head = new String(bytes, 0, Math.min(bytes.length, DECLARATION_BYTES), ISO_8859_1);
    int start = head.indexOf("<?xml");
    int end = start < 0 ? -1 : head.indexOf("?>", start);
    int at = end < 0 ? -1 : head.indexOf("encoding", start);
    int equals = at < 0 || at > end ? -1 : head.indexOf('=', at);
    return equals < 0 || equals > end ? null : token(head.substring(0, end), equals + 1);
  }

  private static String token(String text, int from) {
    int start = from;
    while (start < text.length() && " \t\r\n\"'".indexOf(text.charAt(start)) >= 0) {
      start++;
    }
    int end = start;
    while (end < text.length() && " \t\r\n\"';,?".indexOf(text.charAt(end)) < 0) {
      end++;
    }
    return text.substring(start, end);
  }

  private static Charset charset(String name) {
    if (name == null || name.isEmpty()) {
      return null;
    }
    try {
      Charset charset = Charset.forName(name);
      if (charset.name().startsWith("UTF-16") || charset.name().startsWith("UTF-32")) {
        return null;
      }
      boolean latin = charset.equals(ISO_8859_1) || charset.name().equals("US-ASCII");
      return latin ? WINDOWS_1252 : charset;
    } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
      return null;
    }
  }

  private static boolean starts(byte[] bytes, int... expected) {
    if (bytes.length < expected.length) {
      return false;
    }
    for (int i = 0; i < expected.length; i++) {
      if ((bytes[i] & 0xFF) != expected[i]) {
        return false;
      }
    }
    return true;
  }
}
