package io.feedmesh.schemas.serde;

import static org.assertj.core.api.Assertions.assertThat;

import io.feedmesh.schemas.topic.Topic;
import io.feedmesh.schemas.topic.TopicSettings;
import io.feedmesh.schemas.topic.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.SchemaFormatter;
import org.apache.avro.specific.SpecificData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * The build's check that schemas evolve only backward- and forward-compatibly against every release
 * that was ever shipped.
 */
class SchemaEvolutionTest {
  private static final Path SHIPPED = Path.of("src/main/resources/io/feedmesh/schemas/shipped");

  @Test
  void everyShippedSchemaReadsTheCurrentOneAndIsReadByIt() {
    for (ShippedSchemas.Shipped shipped : ShippedSchemas.list()) {
      Schema current = current(shipped.schema().getFullName());
      assertThat(incompatibilities(shipped.schema(), current))
          .as("%s against release %s", shipped.schema().getName(), shipped.release())
          .isEmpty();
    }
  }

  @Test
  void theFirstReleaseShippedEveryRecordOfTheCatalogue() {
    List<String> shipped =
        ShippedSchemas.list().stream().map(s -> s.schema().getFullName()).distinct().toList();
    assertThat(shipped).containsAll(currentSchemas().map(Schema::getFullName).distinct().toList());
  }

  @Test
  void seesAnIncompatibleChange() {
    Schema before = parse("{'name':'a','type':'string'}");
    Schema requiredAdded = parse("{'name':'a','type':'string'},{'name':'b','type':'string'}");
    Schema typeChanged = parse("{'name':'a','type':'long'}");
    Schema optionalAdded =
        parse("{'name':'a','type':'string'},{'name':'b','type':['null','string'],'default':null}");

    assertThat(incompatibilities(before, requiredAdded)).isNotEmpty();
    assertThat(incompatibilities(requiredAdded, before)).isNotEmpty();
    assertThat(incompatibilities(before, typeChanged)).isNotEmpty();
    assertThat(incompatibilities(before, optionalAdded)).isEmpty();
  }

  /** Not a test: writes the current schemas as a release's; see CONTRIBUTING.md. */
  @Test
  @EnabledIfSystemProperty(named = "feedmesh.ship", matches = ".+")
  void shipTheCurrentSchemas() throws IOException {
    String release = System.getProperty("feedmesh.ship");
    Files.createDirectories(SHIPPED.resolve(release));
    List<String> index = new ArrayList<>(Files.readAllLines(SHIPPED.resolve("index.txt")));
    index.removeIf(line -> line.startsWith(release + "/"));
    for (Schema schema : currentSchemas().distinct().toList()) {
      String name = release + "/" + schema.getName() + ".avsc";
      Files.writeString(
          SHIPPED.resolve(name), SchemaFormatter.format("json/pretty", schema) + "\n");
      index.add(name);
    }
    Files.write(SHIPPED.resolve("index.txt"), index);
  }

  private static List<String> incompatibilities(Schema one, Schema other) {
    List<String> found = new ArrayList<>();
    for (Schema[] pair : new Schema[][] {{one, other}, {other, one}}) {
      var result = SchemaCompatibility.checkReaderWriterCompatibility(pair[0], pair[1]);
      if (result.getType() != SchemaCompatibilityType.COMPATIBLE) {
        found.add(result.getDescription());
      }
    }
    return found;
  }

  private static Schema current(String fullName) {
    return currentSchemas()
        .filter(schema -> schema.getFullName().equals(fullName))
        .findFirst()
        .orElseThrow(() -> new AssertionError("a shipped record is gone: " + fullName));
  }

  private static Stream<Schema> currentSchemas() {
    return new Topics(TopicSettings.DEFAULT)
        .all().stream()
            .map(Topic::valueType)
            .map(type -> SpecificData.get().getSchema((Class<?>) type));
  }

  private static Schema parse(String fields) {
    String json = "{'type':'record','name':'R','fields':[" + fields + "]}";
    return new Schema.Parser().parse(json.replace('\'', '"'));
  }
}
