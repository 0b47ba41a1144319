package io.feedmesh.consumers.gateway;

import java.util.List;
import java.util.Locale;

/**
 * Whether a client wants gzip (RFC 9110, section 12.5.3). Pure. One that says nothing gets the
 * document as it is: such clients often cannot do more.
 */
final class EncodingRule {
  private EncodingRule() {}

  /** Whether gzip goes to a client that sent these Accept-Encoding fields. */
  static boolean gzip(List<String> acceptEncoding) {
    double gzip = -1;
    double any = -1;
    double identity = -1;
    for (String field : acceptEncoding) {
      for (String element : field.toLowerCase(Locale.ROOT).split(",", -1)) {
        String[] parts = element.split(";", -1);
        double q = quality(parts);
        switch (parts[0].strip()) {
          case "gzip", "x-gzip" -> gzip = Math.max(gzip, q);
          case "*" -> any = q;
          case "identity" -> identity = q;
          default -> {} // a coding that the spool does not have
        }
      }
    }
    double accepted = gzip >= 0 ? gzip : any;
    return accepted > 0 && accepted >= identity;
  }

  /** The weight of an element, 1 by default; what is no weight counts as a refusal. */
  static double quality(String[] parts) {
    for (int i = 1; i < parts.length; i++) {
      String parameter = parts[i].strip();
      if (parameter.startsWith("q=")) {
        String value = parameter.substring(2).strip();
        return value.matches("(0(\\.\\d{0,3})?|1(\\.0{0,3})?)") ? Double.parseDouble(value) : 0;
      }
    }
    return 1;
  }
}
