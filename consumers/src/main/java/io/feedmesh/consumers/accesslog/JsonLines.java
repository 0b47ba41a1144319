package io.feedmesh.consumers.accesslog;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** One JSON object a line, ASCII only. Pure. */
final class JsonLines {
  private static final JsonFactory JSON =
      JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  private JsonLines() {}

  static String write(AccessLine line) {
    StringWriter text = new StringWriter(320);
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      json.writeStringField("remote_addr", line.client());
      json.writeStringField(
          "time_iso8601",
          Instant.ofEpochMilli(line.time()).truncatedTo(ChronoUnit.SECONDS).toString());
      json.writeStringField("request", line.method() + " " + line.target() + " " + line.protocol());
      json.writeNumberField("status", line.status());
      json.writeNumberField("body_bytes_sent", line.bytes());
      json.writeStringField("http_referer", line.referer());
      json.writeStringField("http_user_agent", line.userAgent());
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
    return text.toString().replace("\u007f", "\\u007f"); // ASCII, and no text
  }

  /** Numbers may be text, as nginx's templates have them; other fields are passed over. */
  static Optional<AccessLine> read(String text) {
    try {
      Map<String, String> fields = fields(text);
      Optional<RequestLine> request = RequestLine.parse(fields.getOrDefault("request", ""));
      String client = fields.getOrDefault("remote_addr", "");
      if (request.isEmpty() || client.isEmpty()) {
        return Optional.empty();
      }
      return Optional.of(
          new AccessLine(
              client,
              OffsetDateTime.parse(fields.getOrDefault("time_iso8601", ""))
                  .toInstant()
                  .toEpochMilli(),
              request.get().method(),
              request.get().target(),
              request.get().protocol(),
              Integer.parseInt(fields.getOrDefault("status", "")),
              Long.parseLong(fields.getOrDefault("body_bytes_sent", "0")),
              fields.getOrDefault("http_referer", ""),
              fields.getOrDefault("http_user_agent", "")));
    } catch (IOException | DateTimeException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static Map<String, String> fields(String text) throws IOException {
    Map<String, String> fields = new HashMap<>();
    try (JsonParser json = JSON.createParser(text)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        return fields;
      }
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        if (json.nextToken().isStructStart()) {
          json.skipChildren();
        } else {
          fields.put(name, json.getText());
        }
      }
    }
    return fields;
  }
}
