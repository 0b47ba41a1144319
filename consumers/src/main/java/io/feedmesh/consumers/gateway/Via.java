package io.feedmesh.consumers.gateway;

import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;

/** Who a request has been through (RFC 9110, section 7.6.3). Pure. */
final class Via {
  private Via() {}

  /** Whether one of those is called so, whoever came after it, in the same field or in others. */
  static boolean names(HttpFields fields, String name) {
    for (String through : fields.getCSV(HttpHeader.VIA, true)) {
      String[] parts = through.strip().split("[ \\t]+", 3); // protocol, name, and maybe a comment
      if (parts.length > 1 && parts[1].equals(name)) {
        return true;
      }
    }
    return false;
  }
}
