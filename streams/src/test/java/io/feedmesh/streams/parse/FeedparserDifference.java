package io.feedmesh.streams.parse;

import io.feedmesh.schemas.record.Entry;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;

/** Where an entry of ours differs from Python's feedparser's; why is in RATIONALE.md. */
final class FeedparserDifference {
  private static final String SITE = "https://blog.example/";
  private static final Pattern MISREAD = Pattern.compile("[\u00C2\u00C3\u00D0\u00D1]");
  private static final Pattern OTHERS = Pattern.compile("[^\\x21-\\x7E]");

  private final Map<String, Integer> onPurpose;
  private final List<String> faults = new ArrayList<>();

  private FeedparserDifference(Map<String, Integer> onPurpose) {
    this.onPurpose = onPurpose;
  }

  /** What differs without a reason; what does with one is counted in {@code onPurpose}. */
  static List<String> of(Feedparser.Found theirs, Entry ours, Map<String, Integer> onPurpose) {
    FeedparserDifference difference = new FeedparserDifference(onPurpose);
    difference.id(theirs.id(), ours.getId());
    difference.link(theirs, ours.getLink());
    difference.title(words(theirs.title()), words(ours.getTitle()));
    difference.date(
        first(theirs.published(), theirs.updated()), first(ours.getPublished(), ours.getUpdated()));
    return difference.faults;
  }

  private void id(String theirs, String ours) {
    if (Objects.equals(theirs, ours)) {
      return;
    }
    boolean resolved =
        theirs != null && ours != null && theirs.startsWith(SITE) && !ours.startsWith("http");
    check("id", theirs, ours, resolved, "relative id resolved");
  }

  private void link(Feedparser.Found theirs, String ours) {
    String link = theirs.link() == null || theirs.link().isEmpty() ? null : theirs.link();
    if (Objects.equals(link, ours)) {
      return;
    }
    boolean id = link != null && link.equals(theirs.id()) && ours != null;
    boolean blank = ours == null && link != null;
    if (id) {
      check("link", link, ours, true, "id in place of a link that is no page");
    } else {
      check("link", link, ours, blank, "empty link resolved to the feed");
    }
  }

  private void title(String theirs, String ours) {
    if (Objects.equals(theirs, ours)) {
      return;
    }
    boolean misread =
        theirs != null
            && ours != null
            && MISREAD.matcher(theirs).find()
            && OTHERS.matcher(theirs).replaceAll("").equals(OTHERS.matcher(ours).replaceAll(""));
    boolean nested = theirs == null;
    check(
        "title",
        theirs,
        ours,
        misread || nested,
        misread ? "UTF-8 taken for ISO-8859-1" : "title after an item within the item lost");
  }

  /** Feedparser knows whole seconds. */
  private void date(Instant theirs, Instant ours) {
    Instant whole = ours == null ? null : ours.truncatedTo(ChronoUnit.SECONDS);
    if (!Objects.equals(theirs, whole)) {
      check("date", theirs, ours, false, "");
    }
  }

  private void check(String field, Object theirs, Object ours, boolean purpose, String why) {
    if (purpose) {
      onPurpose.merge(why, 1, Integer::sum);
    } else {
      faults.add(field + " is " + ours + ", feedparser has " + theirs);
    }
  }

  private static Instant first(Instant published, Instant updated) {
    return published == null ? updated : published;
  }

  private static String words(String title) {
    if (title == null) {
      return null;
    }
    String text = Jsoup.parse(title).text().replaceAll("(?U)[\\s\u00A0]+", " ").strip();
    return text.isEmpty() ? null : text;
  }
}
