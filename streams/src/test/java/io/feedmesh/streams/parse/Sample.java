package io.feedmesh.streams.parse;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A fault that publishers make, from the files of the folder {@code malformed}; how they are
 * written is in its README.
 *
 * @param name says the fault
 * @param document its bytes
 * @param contentType Content-Type that comes with it, or null
 * @param titles of its entries, null for one without; empty where only entries are asked for
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Sample(String name, byte[] document, String contentType, List<String> titles) {
  private static final List<String> FILES =
      List.of("markup", "structure", "encodings", "dates", "json");
  private static final Pattern BYTE = Pattern.compile("\\\\x([0-9A-Fa-f]{2})");

  static List<Sample> all() {
    return FILES.stream().flatMap(file -> of(text(file)).stream()).toList();
  }

  @Override
  public String toString() {
    return name;
  }

  ParseOutcome parse() {
    return Parsing.parse(document, contentType);
  }

  private static List<Sample> of(String file) {
    List<Sample> samples = new ArrayList<>();
    for (String block : file.split("(?m)^## ", -1)) {
      if (!block.isBlank()) {
        samples.add(sample(block.lines().toList()));
      }
    }
    return samples;
  }

  private static Sample sample(List<String> lines) {
    List<String> titles = new ArrayList<>();
    List<String> document = new ArrayList<>();
    Charset charset = UTF_8;
    String type = null;
    for (String line : lines.subList(1, lines.size())) {
      if (line.startsWith("=> ")) {
        titles.add(line.equals("=> (none)") ? null : line.substring(3));
      } else if (line.startsWith("@charset ")) {
        charset = Charset.forName(line.substring(9));
      } else if (line.startsWith("@type ")) {
        type = line.substring(6);
      } else {
        document.add(line);
      }
    }
    return new Sample(lines.get(0), bytes(String.join("\n", document), charset), type, titles);
  }

  private static byte[] bytes(String text, Charset charset) {
    String whole =
        text.replace("«", "<rss version=\"2.0\"><channel><title>Garden</title>")
            .replace("»", "</channel></rss>")
            .replace("‹", "<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>Garden</title>")
            .replace("›", "</feed>")
            .replace("\\n", "\n");
    String octets = new String(whole.getBytes(charset), ISO_8859_1);
    return BYTE.matcher(octets)
        .replaceAll(
            hex ->
                Character.toString(Integer.parseInt(hex.group(1), 16))
                    .replaceAll("[\\\\$]", "\\\\$0"))
        .getBytes(ISO_8859_1);
  }

  private static String text(String file) {
    try (InputStream in = Sample.class.getResourceAsStream("/malformed/" + file + ".txt")) {
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
