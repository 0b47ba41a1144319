package io.feedmesh.producers.intake;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.util.Fields;
import org.eclipse.jetty.util.UrlEncoded;

/**
 * Fields of a query and of a form (application/x-www-form-urlencoded) in UTF-8. Senders do not
 * agree on how the names are spelled, so case does not count. Immutable.
 */
public final class Forms {
  private final Fields fields = new Fields(false);

  private Forms() {}

  /**
   * Reads both; each may be null or empty.
   *
   * @throws IllegalArgumentException if an encoding is broken
   */
  public static Forms of(String query, byte[] form) {
    Forms forms = new Forms();
    try {
      forms.decode(query);
      forms.decode(form == null ? null : new String(form, StandardCharsets.UTF_8));
    } catch (RuntimeException e) { // how Jetty says that an encoding is broken
      throw new IllegalArgumentException("expected fields encoded as UTF-8 in a query or form", e);
    }
    return forms;
  }

  private void decode(String encoded) {
    if (encoded != null && !encoded.isEmpty()) {
      UrlEncoded.decodeTo(encoded, fields::add, StandardCharsets.UTF_8);
    }
  }

  /** The first value of the first of these names that has one; null if none has. */
  public String first(String... names) {
    for (String name : names) {
      String value = fields.getValue(name);
      if (value != null) {
        return value;
      }
    }
    return null;
  }

  /** All values of a name. */
  public List<String> all(String name) {
    return Optional.ofNullable(fields.getValues(name)).orElse(List.of());
  }
}
