package io.feedmesh.consumers.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.feedmesh.schemas.record.Enclosure;
import io.feedmesh.schemas.record.Entry;
import io.feedmesh.schemas.record.EntryChange;
import io.feedmesh.schemas.record.EntrySource;
import io.feedmesh.schemas.record.Podcast;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.List;

/**
 * An entry change as one flat JSON object (RFC 8259) on one line: the same names on live streams
 * and in replays. What an entry does not have is left out. Times are UTC with milliseconds, so that
 * they sort as text. Safe for use by several threads.
 */
public final class EntryJson {
  /** Most characters of a title, summary or name in a brief object. */
  public static final int BRIEF_TEXT = 1_000;

  private static final int BRIEF_LIST = 32;
  private static final int BRIEF_ADDRESS = 4_096;
  private static final JsonFactory FACTORY =
      new JsonFactory()
          .setRootValueSeparator(null)
          .enable(JsonGenerator.Feature.COMBINE_UNICODE_SURROGATES_IN_UTF8);
  private static final DateTimeFormatter TIME =
      new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

  private EntryJson() {}

  /** A generator for several objects on one stream; closing it leaves the stream open. */
  public static JsonGenerator generator(OutputStream out) throws IOException {
    return FACTORY
        .createGenerator(out)
        .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
        .disable(JsonGenerator.Feature.FLUSH_PASSED_TO_STREAM);
  }

  /** A moment as it stands in the objects. */
  public static String time(Instant at) {
    return TIME.format(at);
  }

  /**
   * All that is known of an entry, whatever its length.
   *
   * @param reasons as in the view; written where they are not just the feed
   */
  public static void full(JsonGenerator json, EntryChange change, List<String> reasons)
      throws IOException {
    Entry entry = change.getEntry();
    json.writeStartObject();
    head(json, change);
    json.writeNumberField("documentVersion", change.getDocumentVersion());
    text(json, "key", entry.getKey());
    text(json, "id", entry.getId());
    text(json, "link", entry.getLink());
    text(json, "title", entry.getTitle());
    text(json, "summary", entry.getSummary());
    text(json, "content", entry.getContent());
    texts(json, "authors", entry.getAuthors());
    texts(json, "categories", entry.getCategories());
    moment(json, "published", entry.getPublished());
    moment(json, "updated", entry.getUpdated());
    text(json, "language", entry.getLanguage());
    text(json, "comments", entry.getComments());
    enclosures(json, entry.getEnclosures());
    text(json, "globalKey", entry.getGlobalKey());
    text(json, "image", entry.getImage());
    text(json, "inReplyTo", entry.getInReplyTo());
    source(json, entry.getSource());
    podcast(json, entry.getPodcast());
    moment(json, "fetchedAt", change.getFetchedAt());
    reasons(json, change, reasons);
    json.writeEndObject();
  }

  /**
   * What a notification needs, in at most some 60 KB and mostly 1: no content, long texts and lists
   * cut short, addresses too long to be real left out.
   *
   * @param reasons as in the view; written where they are not just the feed
   */
  public static byte[] brief(EntryChange change, List<String> reasons) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(1024);
    try (JsonGenerator json = generator(out)) {
      Entry entry = change.getEntry();
      json.writeStartObject();
      head(json, change);
      text(json, "key", entry.getKey());
      text(json, "id", address(entry.getId()));
      text(json, "link", address(entry.getLink()));
      text(json, "title", cut(entry.getTitle()));
      text(json, "summary", cut(entry.getSummary()));
      texts(json, "authors", cut(entry.getAuthors()));
      texts(json, "categories", cut(entry.getCategories()));
      moment(json, "published", entry.getPublished());
      moment(json, "updated", entry.getUpdated());
      text(json, "language", cut(entry.getLanguage()));
      reasons(json, change, cut(reasons));
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
    return out.toByteArray();
  }

  private static void reasons(JsonGenerator json, EntryChange change, List<String> reasons)
      throws IOException {
    if (!reasons.equals(List.of(change.getFeedUrl()))) {
      texts(json, "reasons", reasons);
    }
  }

  private static void head(JsonGenerator json, EntryChange change) throws IOException {
    text(json, "feedUrl", change.getFeedUrl());
    text(json, "feedTitle", cut(change.getFeedTitle()));
    text(json, "kind", change.getKind().name());
    moment(json, "acceptedAt", change.getAcceptedAt());
  }

  private static void text(JsonGenerator json, String name, String value) throws IOException {
    if (value != null) {
      json.writeStringField(name, value);
    }
  }

  private static void texts(JsonGenerator json, String name, List<String> values)
      throws IOException {
    if (values.isEmpty()) {
      return;
    }
    json.writeArrayFieldStart(name);
    for (String value : values) {
      json.writeString(value);
    }
    json.writeEndArray();
  }

  private static void moment(JsonGenerator json, String name, Instant at) throws IOException {
    if (at != null) {
      json.writeStringField(name, time(at));
    }
  }

  private static void enclosures(JsonGenerator json, List<Enclosure> enclosures)
      throws IOException {
    if (enclosures.isEmpty()) {
      return;
    }
    json.writeArrayFieldStart("enclosures");
    for (Enclosure enclosure : enclosures) {
      json.writeStartObject();
      text(json, "url", enclosure.getUrl());
      text(json, "type", enclosure.getType());
      number(json, "length", enclosure.getLength());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void source(JsonGenerator json, EntrySource source) throws IOException {
    if (source != null) {
      json.writeObjectFieldStart("source");
      text(json, "title", source.getTitle());
      text(json, "feedUrl", source.getFeedUrl());
      text(json, "link", source.getLink());
      json.writeEndObject();
    }
  }

  private static void podcast(JsonGenerator json, Podcast podcast) throws IOException {
    if (podcast == null) {
      return;
    }
    json.writeObjectFieldStart("podcast");
    number(json, "durationSeconds", podcast.getDurationSeconds());
    number(json, "season", podcast.getSeason());
    number(json, "episode", podcast.getEpisode());
    text(json, "episodeType", podcast.getEpisodeType());
    if (podcast.getExplicit() != null) {
      json.writeBooleanField("explicit", podcast.getExplicit());
    }
    json.writeEndObject();
  }

  private static void number(JsonGenerator json, String name, Number value) throws IOException {
    if (value != null) {
      json.writeNumberField(name, value.longValue());
    }
  }

  private static String address(String value) {
    return value == null || value.length() > BRIEF_ADDRESS ? null : value;
  }

  private static List<String> cut(List<String> values) {
    return values.stream().limit(BRIEF_LIST).map(value -> cut(value, BRIEF_TEXT / 4)).toList();
  }

  private static String cut(String value) {
    return value == null ? null : cut(value, BRIEF_TEXT);
  }

  /** Never between the two halves of a surrogate pair. */
  private static String cut(String value, int most) {
    if (value.length() <= most) {
      return value;
    }
    int end = Character.isHighSurrogate(value.charAt(most - 2)) ? most - 2 : most - 1;
    return value.substring(0, end) + "…";
  }
}
