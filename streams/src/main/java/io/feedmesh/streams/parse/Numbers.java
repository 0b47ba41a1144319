package io.feedmesh.streams.parse;

/** Numbers as publishers write them. */
final class Numbers {
  private static final int MAX_DIGITS = 18;

  private Numbers() {}

  /** The number at the start of the text, or null where there is none that is 0 or more. */
  static Long positiveLong(String text) {
    if (text == null) {
      return null;
    }
    long value = 0;
    int digits = 0;
    String stripped = text.strip();
    while (digits < stripped.length() && Character.isDigit(stripped.charAt(digits))) {
      if (digits == MAX_DIGITS) {
        return null;
      }
      value = value * 10 + Character.digit(stripped.charAt(digits++), 10);
    }
    return digits == 0 ? null : Long.valueOf(value);
  }

  /** As {@link #positiveLong}, where it fits an int. */
  static Integer positiveInt(String text) {
    Long value = positiveLong(text);
    return value == null || value > Integer.MAX_VALUE ? null : Integer.valueOf(value.intValue());
  }
}
