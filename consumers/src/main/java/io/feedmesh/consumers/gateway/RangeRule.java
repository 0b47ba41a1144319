package io.feedmesh.consumers.gateway;

/**
 * Which bytes of a document a Range field asks for (RFC 9110, section 14.1.2). Pure. Several ranges
 * at once, other units, and what is none by the grammar are answered with the whole (section 14.2).
 */
final class RangeRule {
  private static final String UNIT = "bytes=";
  private static final int DIGITS = 18; // fit into a long

  private RangeRule() {}

  /** What is asked for. */
  sealed interface Part {
    /** All. */
    record Whole() implements Part {}

    /**
     * A part that is there.
     *
     * @param first its first byte, from 0
     * @param last its last byte
     */
    record Bytes(long first, long last) implements Part {}

    /** A part that is not: 416. */
    record Nothing() implements Part {}
  }

  /**
   * Decides.
   *
   * @param range the field, or null
   * @param size of the document
   */
  static Part of(String range, long size) {
    String text = range == null ? "" : range.strip();
    if (!text.regionMatches(true, 0, UNIT, 0, UNIT.length())) {
      return new Part.Whole();
    }
    String spec = text.substring(UNIT.length()).strip();
    int dash = spec.indexOf('-');
    if (dash < 0) {
      return new Part.Whole();
    }
    String first = spec.substring(0, dash);
    String last = spec.substring(dash + 1);
    if (!isNumber(first) || !isNumber(last) || (first.isEmpty() && last.isEmpty())) {
      return new Part.Whole();
    }
    return first.isEmpty()
        ? suffix(number(last), size)
        : part(number(first), last.isEmpty() ? Long.MAX_VALUE : number(last), size);
  }

  private static Part suffix(long length, long size) {
    return length == 0 || size == 0
        ? new Part.Nothing()
        : new Part.Bytes(Math.max(0, size - length), size - 1);
  }

  private static Part part(long first, long last, long size) {
    if (last < first) {
      return new Part.Whole();
    }
    return first >= size ? new Part.Nothing() : new Part.Bytes(first, Math.min(last, size - 1));
  }

  private static boolean isNumber(String text) {
    return text.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  private static long number(String digits) {
    return digits.length() > DIGITS ? Long.MAX_VALUE - 1 : Long.parseLong(digits);
  }
}
