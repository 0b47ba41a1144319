package io.feedmesh.streams.parse;

import io.feedmesh.schemas.record.Enclosure;
import io.feedmesh.schemas.record.Entry;
import java.time.Duration;
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
  /** Some date their posts by the event that they tell of. */
  private static final Duration FAR = Duration.ofDays(366);

  /** Without dates that are far after the moment when the document was fetched; null: unknown. */
  Draft believed(Instant fetchedAt) {
    boolean both = believed(published, fetchedAt) && believed(updated, fetchedAt);
    return both
        ? this
        : new Draft(
            id,
            link,
            title,
            summary,
            content,
            authors,
            categories,
            believed(published, fetchedAt) ? published : null,
            believed(updated, fetchedAt) ? updated : null,
            language,
            comments,
            enclosures,
            extras);
  }

  private static boolean believed(Instant date, Instant fetchedAt) {
    return date == null || fetchedAt == null || !date.isAfter(fetchedAt.plus(FAR));
  }

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
