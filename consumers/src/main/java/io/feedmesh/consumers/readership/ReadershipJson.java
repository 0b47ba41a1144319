package io.feedmesh.consumers.readership;

import com.fasterxml.jackson.core.JsonGenerator;
import io.feedmesh.consumers.json.EntryJson;
import io.feedmesh.schemas.record.ReadershipDay;
import io.feedmesh.schemas.record.ReadershipTotal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** A feed's readers as JSON (RFC 8259). Pure. */
final class ReadershipJson {
  private ReadershipJson() {}

  static byte[] of(ReadershipTotal total) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(1024);
    try (JsonGenerator json = EntryJson.generator(out)) {
      json.writeStartObject();
      json.writeStringField("feed", total.getFeedUrl());
      json.writeStringField("updatedAt", EntryJson.time(total.getUpdatedAt()));
      json.writeArrayFieldStart("days");
      for (ReadershipDay day : total.getDays()) {
        json.writeStartObject();
        json.writeStringField("day", day.getDay().toString());
        json.writeNumberField("readers", day.getReaders());
        json.writeNumberField("subscribers", day.getSubscribers());
        json.writeNumberField("requests", day.getRequests());
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
    return out.toByteArray();
  }
}
