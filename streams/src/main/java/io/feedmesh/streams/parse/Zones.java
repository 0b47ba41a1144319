package io.feedmesh.streams.parse;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Names of months and time zones (RFC 822, section 5.1, and what else is in use). */
final class Zones {
  private static final int MAX_OFFSET_HOURS = 18;
  private static final Map<String, Integer> HOURS =
      Map.ofEntries(
          Map.entry("Z", 0),
          Map.entry("UT", 0),
          Map.entry("UTC", 0),
          Map.entry("GMT", 0),
          Map.entry("WET", 0),
          Map.entry("BST", 1),
          Map.entry("WEST", 1),
          Map.entry("CET", 1),
          Map.entry("MEZ", 1),
          Map.entry("CEST", 2),
          Map.entry("MESZ", 2),
          Map.entry("EET", 2),
          Map.entry("EEST", 3),
          Map.entry("MSK", 3),
          Map.entry("HKT", 8),
          Map.entry("SGT", 8),
          Map.entry("AWST", 8),
          Map.entry("JST", 9),
          Map.entry("KST", 9),
          Map.entry("AEST", 10),
          Map.entry("AEDT", 11),
          Map.entry("NZST", 12),
          Map.entry("NZDT", 13),
          Map.entry("EDT", -4),
          Map.entry("AST", -4),
          Map.entry("EST", -5),
          Map.entry("CDT", -5),
          Map.entry("CST", -6),
          Map.entry("MDT", -6),
          Map.entry("MST", -7),
          Map.entry("PDT", -7),
          Map.entry("PST", -8),
          Map.entry("AKST", -9),
          Map.entry("HST", -10));

  /**
   * First letters in English, German, French, Spanish, Italian, Portuguese, Dutch, the Scandinavian
   * languages, Polish, Russian, Hungarian, Romanian, Turkish, Greek and Indonesian.
   */
  private static final Map<String, Integer> MONTHS =
      numbered(
          Set.of(
              "jan", "ene", "gen", "ian", "sty", "\u044F\u043D\u0432", "oca", "\u03B9\u03B1\u03BD"),
          Set.of(
              "feb",
              "f\u00E9v",
              "fev",
              "lut",
              "\u0444\u0435\u0432",
              "\u015Fub",
              "\u03C6\u03B5\u03B2"),
          Set.of(
              "mar",
              "m\u00E4r",
              "maa",
              "m\u00E1r",
              "\u043C\u0430\u0440",
              "\u03BC\u03B1\u03C1",
              "\u03BC\u03AC\u03C1"),
          Set.of(
              "apr",
              "avr",
              "abr",
              "\u00E1pr",
              "kwi",
              "\u0430\u043F\u0440",
              "nis",
              "\u03B1\u03C0\u03C1"),
          Set.of(
              "may",
              "mai",
              "mag",
              "mei",
              "maj",
              "m\u00E1j",
              "\u043C\u0430\u044F",
              "\u043C\u0430\u0439",
              "\u03BC\u03B1\u03CA",
              "\u03BC\u03AC\u03B9"),
          Set.of(
              "jun",
              "juin",
              "giu",
              "j\u00FAn",
              "iun",
              "cze",
              "\u0438\u044E\u043D",
              "haz",
              "\u03B9\u03BF\u03C5\u03BD",
              "\u03B9\u03BF\u03CD\u03BD"),
          Set.of(
              "jul",
              "juil",
              "lug",
              "j\u00FAl",
              "iul",
              "lip",
              "\u0438\u044E\u043B",
              "tem",
              "\u03B9\u03BF\u03C5\u03BB",
              "\u03B9\u03BF\u03CD\u03BB"),
          Set.of(
              "aug",
              "ago",
              "ao\u00FB",
              "aou",
              "sie",
              "\u0430\u0432\u0433",
              "a\u011Fu",
              "\u03B1\u03C5\u03B3",
              "\u03B1\u03CD\u03B3",
              "agu"),
          Set.of("sep", "set", "szep", "wrz", "\u0441\u0435\u043D", "eyl", "\u03C3\u03B5\u03C0"),
          Set.of(
              "oct",
              "okt",
              "ott",
              "out",
              "pa\u017A",
              "\u043E\u043A\u0442",
              "eki",
              "\u03BF\u03BA\u03C4"),
          Set.of(
              "nov",
              "noi",
              "lis",
              "\u043D\u043E\u044F",
              "kas",
              "\u03BD\u03BF\u03B5",
              "\u03BD\u03BF\u03AD"),
          Set.of(
              "dec",
              "dez",
              "dic",
              "d\u00E9c",
              "des",
              "gru",
              "\u0434\u0435\u043A",
              "ara",
              "\u03B4\u03B5\u03BA"));

  private static final Map<String, String> SIGNS =
      Map.ofEntries(
          Map.entry("\u5E74", "-"),
          Map.entry("\u6708", "-"),
          Map.entry("\u65E5", " "),
          Map.entry("\u6642", ":"),
          Map.entry("\u65F6", ":"),
          Map.entry("\u5206", ":"),
          Map.entry("\u79D2", " "),
          Map.entry("\uB144", "-"),
          Map.entry("\uC6D4", "-"),
          Map.entry("\uC77C", " "),
          Map.entry("\uC2DC", ":"),
          Map.entry("\uBD84", ":"),
          Map.entry("\uCD08", " "),
          Map.entry("\u4E0A\u5348", " AM "),
          Map.entry("\u4E0B\u5348", " PM "),
          Map.entry("\u5348\u524D", " AM "),
          Map.entry("\u5348\u5F8C", " PM "),
          Map.entry("\uC624\uC804", " AM "),
          Map.entry("\uC624\uD6C4", " PM "));

  private Zones() {}

  /** Whether it is {@code +0200}, {@code -02:00}, {@code GMT+2} or the like. */
  static boolean isOffset(String token) {
    int sign = sign(token);
    return sign >= 0
        && sign + 1 < token.length()
        && Character.isDigit(token.charAt(sign + 1))
        && (sign == 0 || HOURS.containsKey(token.substring(0, sign).toUpperCase(Locale.ROOT)));
  }

  /** The offset that {@link #isOffset} found, in seconds; 0 for one that cannot be. */
  static int offset(String token) {
    int sign = sign(token);
    int value = 0;
    int digits = 0;
    for (int i = sign + 1; i < token.length() && digits < 4; i++) {
      char c = token.charAt(i);
      if (c >= '0' && c <= '9') {
        value = value * 10 + c - '0';
        digits++;
      } else if (c != ':') {
        break;
      }
    }
    int hours = digits > 2 ? value / 100 : value;
    int minutes = digits > 2 ? value % 100 : 0;
    if (hours >= MAX_OFFSET_HOURS || minutes > 59) {
      return 0;
    }
    int seconds = (hours * 60 + minutes) * 60;
    return token.charAt(sign) == '-' ? -seconds : seconds;
  }

  /** Offset of a zone's name in seconds, or null for an unknown name. */
  static Integer named(String token) {
    Integer hours = HOURS.get(token.toUpperCase(Locale.ROOT));
    return hours == null ? null : Integer.valueOf(hours * 3600);
  }

  /** Number of the month of that name, or -1. */
  static int month(String token) {
    String name = token.toLowerCase(Locale.ROOT);
    for (int letters = 3; letters <= Math.min(4, name.length()); letters++) {
      Integer month = MONTHS.get(name.substring(0, letters));
      if (month != null) {
        return month;
      }
    }
    return -1;
  }

  /** A date with the signs for year, month, day and times of Chinese, Japanese, Korean replaced. */
  static String withoutSigns(String text) {
    String plain = text;
    for (Map.Entry<String, String> sign : SIGNS.entrySet()) {
      plain = plain.replace(sign.getKey(), sign.getValue());
    }
    return plain.replaceAll("([:-]) +(?=[0-9])", "$1").replaceAll(":(?![0-9])", " ");
  }

  @SafeVarargs
  private static Map<String, Integer> numbered(Set<String>... months) {
    Map<String, Integer> numbers = new HashMap<>();
    for (int i = 0; i < months.length; i++) {
      for (String name : months[i]) {
        numbers.put(name, i + 1);
      }
    }
    return Map.copyOf(numbers);
  }

  private static int sign(String token) {
    int plus = token.indexOf('+');
    return plus >= 0 ? plus : token.indexOf('-');
  }
}
