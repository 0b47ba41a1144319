package io.feedmesh.schemas.serde;

import static org.assertj.core.api.Assertions.assertThat;

import io.feedmesh.schemas.topic.Topic;
import io.feedmesh.schemas.topic.TopicSettings;
import io.feedmesh.schemas.topic.Topics;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every schema of the contract promises to whoever reads or writes with it. */
class SchemaDefaultsTest {
  static Stream<Schema> records() {
    return all().values().stream().filter(schema -> schema.getType() == Schema.Type.RECORD);
  }

  static Stream<Schema> enums() {
    return all().values().stream().filter(schema -> schema.getType() == Schema.Type.ENUM);
  }

  private static Map<String, Schema> all() {
    Map<String, Schema> found = new HashMap<>();
    Deque<Schema> open = new ArrayDeque<>();
    for (Topic<?> topic : new Topics(TopicSettings.DEFAULT).all()) {
      open.add(SpecificData.get().getSchema(topic.valueType()));
    }
    while (!open.isEmpty()) {
      Schema schema = open.remove();
      switch (schema.getType()) {
        case RECORD -> {
          if (found.put(schema.getFullName(), schema) == null) {
            schema.getFields().forEach(field -> open.add(field.schema()));
          }
        }
        case UNION -> open.addAll(schema.getTypes());
        case ARRAY -> open.add(schema.getElementType());
        case MAP -> open.add(schema.getValueType());
        case ENUM, FIXED -> found.put(schema.getFullName(), schema);
        default -> {}
      }
    }
    assertThat(found).hasSizeGreaterThan(15);
    return found;
  }

  @ParameterizedTest
  @MethodSource("records")
  void everyFieldSaysWhatItIs(Schema schema) {
    assertThat(schema.getDoc()).isNotBlank();
    assertThat(schema.getFields()).allSatisfy(field -> assertThat(field.doc()).isNotBlank());
  }

  @ParameterizedTest
  @MethodSource("records")
  void whatMayBeMissingIsNullUnlessSaid(Schema schema) {
    for (Schema.Field field : schema.getFields()) {
      if (field.schema().isNullable()) {
        assertThat(field.schema().getTypes().get(0).getType())
            .as("%s.%s: null comes first", schema.getName(), field.name())
            .isEqualTo(Schema.Type.NULL);
        assertThat(SpecificData.get().getDefaultValue(field))
            .as("%s.%s", schema.getName(), field.name())
            .isNull();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("enums")
  void aSymbolOfALaterReleaseIsReadAsUnknownOrAsTheDefault(Schema schema) {
    assertThat(schema.getEnumDefault())
        .as("%s has a default for symbols that it does not know", schema.getName())
        .isNotNull()
        .isIn(schema.getEnumSymbols());
    assertThat(schema.getEnumDefault()).isEqualTo(schema.getEnumSymbols().get(0));
  }

  @ParameterizedTest
  @MethodSource("records")
  void everyRecordHasAClassOfItsOwn(Schema schema) {
    assertThat(SpecificData.get().getClass(schema).getName()).isEqualTo(schema.getFullName());
    assertThat(schema.getNamespace()).isEqualTo("io.feedmesh.schemas.record");
  }
}
