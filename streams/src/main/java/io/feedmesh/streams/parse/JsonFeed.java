package io.feedmesh.streams.parse;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.feedmesh.schemas.record.FeedFormat;
import io.feedmesh.schemas.record.FeedMetadata;
import io.feedmesh.schemas.record.ParseStage;
import io.feedmesh.schemas.record.RejectReason;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** JSON Feed 1.0 and 1.1 (jsonfeed.org/version/1.1). Safe for use by several threads. */
final class JsonFeed {
  private static final int MAX_NUMBER = 100;
  private static final int MAX_HUBS = 10;

  /** Each costs some hundred bytes of heap once it is read. */
  private static final int MAX_TOKENS = 500_000;

  private final JsonMapper mapper;
  private final ParseBounds bounds;

  JsonFeed(ParseBounds bounds) {
    this.bounds = bounds;
    StreamReadConstraints constraints =
        StreamReadConstraints.builder()
            .maxNestingDepth(bounds.depth())
            .maxNameLength(bounds.nameLength())
            .maxStringLength(bounds.documentBytes())
            .maxNumberLength(MAX_NUMBER)
            .maxTokenCount(MAX_TOKENS)
            .build();
    this.mapper =
        JsonMapper.builder(JsonFactory.builder().streamReadConstraints(constraints).build())
            .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
            .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
            .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
            .build();
  }

  ParseOutcome parse(String text, ParseRequest request, Deadline deadline) {
    JsonNode feed = read(text);
    JsonNode items = feed.path("items");
    boolean named = feed.path("version").asText("").contains("jsonfeed.org");
    if (!items.isArray() || !(named || feed.path("title").isTextual())) {
      throw Sniffer.notAFeed("a JSON document of another kind");
    }
    if (items.size() > bounds.entries()) {
      throw new RefusedException(
          RejectReason.TOO_MANY_ENTRIES,
          "at most " + bounds.entries() + " entries are read, found " + items.size());
    }
    Base base = new Base(request.url());
    List<Draft> drafts = new ArrayList<>(items.size());
    JsonItems mapped = new JsonItems(base, People.inherited(JsonItems.authors(feed)));
    for (JsonNode item : items) {
      deadline.check();
      if (item.isObject()) {
        drafts.add(mapped.map(item).believed(request.fetchedAt()));
      }
    }
    deadline.check();
    FeedMetadata metadata = metadata(feed, base, drafts);
    return new ParseOutcome.Parsed(
        metadata, EntryKeys.keyed(drafts, request.url(), metadata.getLink()), ParseStage.JSON);
  }

  private JsonNode read(String text) {
    try {
      return mapper.readTree(text);
    } catch (StreamConstraintsException e) {
      throw new RefusedException(reason(e.getOriginalMessage()), e.getOriginalMessage());
    } catch (JsonProcessingException e) {
      throw new RefusedException(
          RejectReason.UNPARSABLE, "expected JSON, found: " + e.getOriginalMessage());
    }
  }

  /** Jackson tells its bounds apart by their messages alone. */
  private static RejectReason reason(String message) {
    if (message.contains("nesting depth")) {
      return RejectReason.TOO_DEEP;
    }
    return message.startsWith("Name length") ? RejectReason.NAME_TOO_LONG : RejectReason.TOO_LARGE;
  }

  private static FeedMetadata metadata(JsonNode feed, Base base, List<Draft> drafts) {
    Set<String> hubs = new LinkedHashSet<>();
    for (JsonNode hub : feed.path("hubs")) {
      String hubUrl = JsonItems.text(hub, "url");
      boolean webSub = !"rssCloud".equalsIgnoreCase(JsonItems.text(hub, "type"));
      if (hubUrl != null && webSub && hubs.size() < MAX_HUBS) {
        hubs.add(base.resolve(hubUrl));
      }
    }
    return new FeedMetadata(
        FeedFormat.JSON_FEED,
        MetadataMapper.title(PlainText.folded(JsonItems.text(feed, "title"))),
        base.resolve(JsonItems.text(feed, "home_page_url")),
        PlainText.folded(JsonItems.text(feed, "description")),
        JsonItems.text(feed, "language"),
        base.resolve(JsonItems.text(feed, "feed_url")),
        List.copyOf(hubs),
        null,
        null,
        List.of(),
        List.of(),
        null,
        null,
        EntryPause.seconds(drafts),
        MetadataMapper.latest(drafts));
  }
}
