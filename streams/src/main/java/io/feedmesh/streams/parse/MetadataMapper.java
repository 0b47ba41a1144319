package io.feedmesh.streams.parse;

import io.feedmesh.schemas.record.FeedFormat;
import io.feedmesh.schemas.record.FeedMetadata;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.jsoup.nodes.Element;

/** What a feed says about itself. */
final class MetadataMapper {
  private static final Map<String, Long> PERIODS =
      Map.of(
          "hourly", 3_600L,
          "daily", 86_400L,
          "weekly", 7 * 86_400L,
          "monthly", 30 * 86_400L,
          "yearly", 365 * 86_400L);
  private static final List<String> DAYS =
      List.of("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday");

  private static final int MAX_TITLE = 1_000;

  private MetadataMapper() {}

  static FeedMetadata map(Dialect dialect, Base base, List<Draft> entries) {
    Element channel = dialect.channel();
    boolean atom = isAtom(dialect.format());
    FeedLinks links = new FeedLinks(channel, base);
    String language = Tree.textOf(channel, "language", "dc:language");
    return new FeedMetadata(
        dialect.format(),
        title(TextConstruct.plain(Tree.child(channel, "title", "atom:title", "dc:title"), atom)),
        links.page(),
        TextConstruct.plain(
            Tree.child(channel, "description", "subtitle", "tagline", "dc:description"), atom),
        language == null ? Tree.attribute(dialect.root(), "xml:lang") : language,
        links.self(),
        links.hubs(),
        links.cloud(),
        Numbers.positiveInt(Tree.textOf(channel, "ttl")),
        hours(Tree.child(channel, "skiphours")),
        days(Tree.child(channel, "skipdays")),
        period(channel),
        FeedDates.parse(Tree.textOf(channel, "sy:updatebase")),
        EntryPause.seconds(entries),
        latest(entries));
  }

  /** Goes with each change of an entry, so it is cut where it is longer than any title. */
  static String title(String text) {
    return text == null || text.length() <= MAX_TITLE ? text : text.substring(0, MAX_TITLE);
  }

  static boolean isAtom(FeedFormat format) {
    return format == FeedFormat.ATOM_03 || format == FeedFormat.ATOM_10;
  }

  /** Date of the newest entry, or null where none has a date. */
  static Instant latest(List<Draft> entries) {
    Instant latest = null;
    for (Draft entry : entries) {
      Instant date = entry.published() == null ? entry.updated() : entry.published();
      latest = latest == null || (date != null && date.isAfter(latest)) ? date : latest;
    }
    return latest;
  }

  private static List<Integer> hours(Element skipHours) {
    TreeSet<Integer> hours = new TreeSet<>();
    if (skipHours != null) {
      for (Element hour : Tree.children(skipHours, "hour")) {
        Integer value = Numbers.positiveInt(Tree.text(hour));
        if (value != null && value <= 24) {
          hours.add(value % 24);
        }
      }
    }
    return new ArrayList<>(hours);
  }

  private static List<String> days(Element skipDays) {
    List<String> days = new ArrayList<>();
    if (skipDays != null) {
      for (Element day : Tree.children(skipDays, "day")) {
        String text = Tree.text(day);
        String start = text == null ? "" : text.toLowerCase(Locale.ROOT);
        for (String name : DAYS) {
          String lower = name.toLowerCase(Locale.ROOT);
          boolean same =
              start.length() >= 3 && (lower.startsWith(start) || start.startsWith(lower));
          if (same && !days.contains(name)) {
            days.add(name);
          }
        }
      }
    }
    return days;
  }

  private static Long period(Element channel) {
    String period = Tree.textOf(channel, "sy:updateperiod");
    Long seconds = period == null ? null : PERIODS.get(period.toLowerCase(Locale.ROOT));
    if (seconds == null) {
      return null;
    }
    Long frequency = Numbers.positiveLong(Tree.textOf(channel, "sy:updatefrequency"));
    return frequency == null || frequency == 0 ? seconds : Math.max(1L, seconds / frequency);
  }
}
