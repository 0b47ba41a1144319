package io.feedmesh.schemas.serde;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.message.SchemaStore;

/**
 * Every version of every record schema that a release ever shipped, as resources {@code
 * /io/feedmesh/schemas/shipped/<release>/<Record>.avsc} named in {@code index.txt}. A record
 * written by any of them stays readable. Immutable.
 */
public final class ShippedSchemas {
  private static final String ROOT = "/io/feedmesh/schemas/shipped/";
  private static final List<Shipped> LIST = load();
  private static final SchemaStore.Cache STORE = new SchemaStore.Cache();

  static {
    LIST.forEach(shipped -> STORE.addSchema(shipped.schema()));
  }

  /** One schema, and the release that first shipped it. */
  public record Shipped(String release, Schema schema) {}

  private ShippedSchemas() {}

  /** All of them, oldest release first. */
  public static List<Shipped> list() {
    return LIST;
  }

  static SchemaStore all() {
    return STORE;
  }

  private static List<Shipped> load() {
    List<Shipped> found = new ArrayList<>();
    for (String line : lines("index.txt")) {
      String release = line.substring(0, line.indexOf('/'));
      found.add(new Shipped(release, new Schema.Parser().parse(String.join("\n", lines(line)))));
    }
    return List.copyOf(found);
  }

  private static List<String> lines(String name) {
    try (InputStream in = ShippedSchemas.class.getResourceAsStream(ROOT + name)) {
      if (in == null) {
        throw new IllegalStateException("missing from the schemas jar: " + ROOT + name);
      }
      return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + ROOT + name, e);
    }
  }
}
