package io.feedmesh.streams.schedule;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads Link fields (RFC 8288, section 3). Pure. */
final class LinkFields {
  private static final int MAX_FIELD = 8192;

  /** A target and its parameters, up to the comma before the next one. */
  private static final Pattern LINK =
      Pattern.compile("<([^>]{0,2048})>((?:[^,\"]|\"[^\"]{0,2048}+\"){0,2048}+)");

  /** Its name, then its value: quoted or not. */
  private static final Pattern PARAMETER =
      Pattern.compile(
          ";\\s{0,20}([^\\s=;,\"]{1,40})\\s{0,20}(?:=\\s{0,20}(?:\"([^\"]*)\"|([^\\s;,\"]*)))?");

  private LinkFields() {}

  /**
   * What the links of that relation lead to, in their order.
   *
   * @param fields values of Link fields as sent
   * @param rel in lower case
   * @param base what relative targets are resolved against; targets that are no URI are left out
   */
  static List<String> targets(List<String> fields, String rel, String base) {
    List<String> found = new ArrayList<>();
    for (String field : fields) {
      Matcher link = LINK.matcher(field.length() > MAX_FIELD ? "" : field);
      while (link.find()) {
        if (hasRel(link.group(2), rel)) {
          resolve(base, link.group(1).strip(), found);
        }
      }
    }
    return found;
  }

  /** Only the first rel counts, and it may name several relations (RFC 8288, section 3.3). */
  private static boolean hasRel(String parameters, String rel) {
    Matcher parameter = PARAMETER.matcher(parameters.toLowerCase(Locale.ROOT));
    while (parameter.find()) {
      if (parameter.group(1).equals("rel")) {
        String relations =
            parameter.group(2) == null ? String.valueOf(parameter.group(3)) : parameter.group(2);
        return List.of(relations.strip().split("\\s+")).contains(rel);
      }
    }
    return false;
  }

  private static void resolve(String base, String target, List<String> found) {
    try {
      found.add(URI.create(base).resolve(target).toString());
    } catch (IllegalArgumentException e) {
      return; // no URI, so nobody's address
    }
  }
}
