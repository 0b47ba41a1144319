package io.feedmesh.streams.parse;

import io.feedmesh.schemas.record.Enclosure;
import io.feedmesh.schemas.record.Entry;
import java.time.Instant;
import java.util.List;

/** An entry as the document has it, before it gets its key. */
record Draft(
    String id,
    String link,
    String title,
    String summary,
    String content,
    List<String> authors,
    List<String> categories,
    Instant published,
    Instant updated,
    String language,
    String comments,
    List<Enclosure> enclosures,
    Extras extras) {

  Entry entry(String key, String globalKey) {
    return new Entry(
        key,
        id,
        link,
        title,
        summary,
        content,
        authors,
        categories,
        published,
        updated,
        language,
        comments,
        enclosures,
        globalKey,
        extras.image(),
        extras.inReplyTo(),
        extras.source(),
        extras.podcast());
  }
}
