package io.feedmesh.streams.parse;

import java.util.List;
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

  /** First letters in English, German, French, Spanish, Italian, Portuguese and Dutch. */
  private static final List<Set<String>> MONTHS =
      List.of(
          Set.of("jan", "ene", "gen"),
          Set.of("feb", "f\u00E9v", "fev"),
          Set.of("mar", "m\u00E4r", "maa"),
          Set.of("apr", "avr", "abr"),
          Set.of("may", "mai", "mag", "mei"),
          Set.of("jun", "juin", "giu"),
          Set.of("jul", "juil", "lug"),
          Set.of("aug", "ago", "ao\u00FB", "aou"),
          Set.of("sep", "set"),
          Set.of("oct", "okt", "ott", "out"),
          Set.of("nov"),
          Set.of("dec", "dez", "dic", "d\u00E9c"));

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
      String start = name.substring(0, letters);
      for (int month = 0; month < MONTHS.size(); month++) {
        if (MONTHS.get(month).contains(start)) {
          return month + 1;
        }
      }
    }
    return -1;
  }

  private static int sign(String token) {
    int plus = token.indexOf('+');
    return plus >= 0 ? plus : token.indexOf('-');
  }
}
