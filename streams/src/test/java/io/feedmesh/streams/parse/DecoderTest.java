package io.feedmesh.streams.parse;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DecoderTest {
  private static final Charset WINDOWS = Charset.forName("windows-1252");

  static Stream<Arguments> samples() {
    return Stream.of(
        Arguments.of("UTF-8", StandardCharsets.UTF_8, null, "", "\u00E9\u20AC\u4E2D"),
        Arguments.of("Latin-1 undeclared", StandardCharsets.ISO_8859_1, null, "", "caf\u00E9"),
        Arguments.of("windows-1252 undeclared", WINDOWS, null, "", "\u201Ccaf\u00E9\u201D"),
        Arguments.of("declared", Charset.forName("windows-1251"), null, "windows-1251", "\u0436"),
        Arguments.of(
            "declared in Japan", Charset.forName("Shift_JIS"), null, "Shift_JIS", "\u3042"),
        Arguments.of(
            "sent", Charset.forName("KOI8-R"), "text/xml; charset=\"koi8-r\"", "", "\u0436"),
        Arguments.of(
            "sent wins", Charset.forName("KOI8-R"), "text/xml;charset=koi8-r", "utf-8", "\u0436"),
        Arguments.of(
            "server's default",
            StandardCharsets.UTF_8,
            "text/xml; charset=iso-8859-1",
            "utf-8",
            "\u00E9"),
        Arguments.of("Latin-1 means windows-1252", WINDOWS, null, "iso-8859-1", "\u2014"),
        Arguments.of("declared UTF-8, is not", WINDOWS, null, "utf-8", "caf\u00E9 cr\u00E8me"),
        Arguments.of("UTF-16 that is none", StandardCharsets.UTF_8, null, "utf-16", "\u00E9"),
        Arguments.of("UTF-16 with mark", StandardCharsets.UTF_16, null, "utf-16", "\u00E9"),
        Arguments.of("UTF-16 without mark", StandardCharsets.UTF_16LE, null, "utf-16", "\u00E9"),
        Arguments.of(
            "unknown charset", StandardCharsets.UTF_8, "text/xml; charset=foo", "bar-9", "\u00E9"),
        Arguments.of(
            "nonsense charset", StandardCharsets.UTF_8, "charset==;;", "\u00A7%$", "\u00E9"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("samples")
  void readsTheTitle(String name, Charset charset, String type, String declared, String title) {
    String declaration =
        declared.isEmpty() ? "" : "<?xml version='1.0' encoding='" + declared + "'?>";
    String document = declaration + "<rss><channel><title>" + title + "</title></channel></rss>";

    assertThat(Parsing.parsed(document, charset, type).feed().getTitle()).isEqualTo(title);
  }
}
