package io.feedmesh.consumers.page;

import com.fasterxml.jackson.core.JsonGenerator;
import io.feedmesh.consumers.json.EntryJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;

/** The figures and feeds of the page as JSON. Pure. */
final class StatusJson {
  private StatusJson() {}

  /** One of the two counters, and its growth over time. */
  record Flow(long total, List<Long> perSecond) {}

  static byte[] encode(
      PageData data,
      List<FeedRow> rows,
      String filter,
      Flow entries,
      Flow documents,
      Instant startedAt,
      Instant now) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(16 * 1024);
    try (JsonGenerator json = EntryJson.generator(out)) {
      json.writeStartObject();
      json.writeStringField("edge", data.edge());
      json.writeStringField("now", EntryJson.time(now));
      json.writeStringField("startedAt", EntryJson.time(startedAt));
      json.writeNumberField("feeds", data.feeds());
      json.writeNumberField("cold", data.cold());
      json.writeNumberField("bytes", data.bytes());
      json.writeNumberField("clients", data.clients());
      flow(json, "entries", entries);
      flow(json, "documents", documents);
      json.writeStringField("filter", filter);
      json.writeArrayFieldStart("rows");
      for (FeedRow row : rows) {
        row(json, row);
      }
      json.writeEndArray();
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
    return out.toByteArray();
  }

  private static void flow(JsonGenerator json, String name, Flow flow) throws IOException {
    json.writeObjectFieldStart(name);
    json.writeNumberField("total", flow.total());
    json.writeArrayFieldStart("perSecond");
    for (long growth : flow.perSecond()) {
      json.writeNumber(growth);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void row(JsonGenerator json, FeedRow row) throws IOException {
    json.writeStartObject();
    json.writeStringField("url", row.url());
    json.writeStringField("changedAt", EntryJson.time(row.changedAt()));
    json.writeNumberField("size", row.size());
    json.writeNumberField("version", row.version());
    json.writeStringField("state", row.cold() ? "cold" : "hot");
    json.writeEndObject();
  }
}
