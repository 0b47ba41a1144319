package io.feedmesh.streams.parse;

import com.rometools.rome.feed.synd.SyndContent;
import com.rometools.rome.feed.synd.SyndEntry;
import com.rometools.rome.io.FeedException;
import com.rometools.rome.io.ParsingFeedException;
import com.rometools.rome.io.SyndFeedInput;
import io.feedmesh.schemas.record.Entry;
import java.io.StringReader;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import org.jsoup.Jsoup;

/** An entry as Rome reads it, and whether one of ours says the same. */
record RomeEntry(String id, String link, String title, Instant published, Instant updated) {
  /** Every entry that Rome finds, or null where it refuses the document. */
  static List<RomeEntry> of(String document) {
    SyndFeedInput input = new SyndFeedInput();
    input.setAllowDoctypes(true);
    try {
      return input.build(new StringReader(document)).getEntries().stream()
          .map(RomeEntry::of)
          .toList();
    } catch (ParsingFeedException notWellFormed) {
      return null;
    } catch (FeedException | IllegalArgumentException unknown) {
      return null;
    }
  }

  /** Whether ours has every field that Rome found, with the differences that are on purpose. */
  boolean saidBy(Entry ours) {
    return sameId(ours) && sameLink(ours) && sameTitle(ours) && sameDates(ours);
  }

  /** Rome gives an entry without id its link as id; ours says that there is none. */
  boolean sameId(Entry ours) {
    return id == null
        || id.equals(ours.getId())
        || (ours.getId() == null && Objects.equals(id, link));
  }

  /** Rome leaves relative links as they stand where there is no xml:base; ours resolves them. */
  boolean sameLink(Entry ours) {
    return link == null
        || address(link).equals(address(ours.getLink()))
        || address(Links.resolve(Parsing.URL, link)).equals(address(ours.getLink()));
  }

  /**
   * Rome keeps what was misread before, and mark-up and references in titles; ours are plain text,
   * in which angle brackets around a word that is no tag of HTML stay, as in {@code List<String>}.
   */
  boolean sameTitle(Entry ours) {
    String own = words(ours.getTitle());
    return title == null
        || title.equals(own)
        || (own != null && title.equals(words(Jsoup.parse(own).text())));
  }

  /**
   * Rome takes a change for the publication of an Atom entry without any; ours keeps them apart.
   */
  boolean sameDates(Entry ours) {
    return (published == null
            || published.equals(ours.getPublished())
            || published.equals(ours.getUpdated()))
        && (updated == null || updated.equals(ours.getUpdated()));
  }

  private static RomeEntry of(SyndEntry entry) {
    SyndContent title = entry.getTitleEx();
    return new RomeEntry(
        blankToNull(entry.getUri()),
        blankToNull(entry.getLink()),
        title == null ? null : text(title),
        instant(entry.getPublishedDate()),
        instant(entry.getUpdatedDate()));
  }

  private static String text(SyndContent title) {
    String value = title.getValue();
    boolean plain = "text".equals(title.getType()) || "text/plain".equals(title.getType());
    if (value == null) {
      return null;
    }
    String meant = Misread.repaired(value);
    return words(plain ? meant : Jsoup.parse(meant).text());
  }

  private static String words(String text) {
    return text == null ? null : blankToNull(text.replaceAll("(?U)[\\s\u00A0]+", " "));
  }

  private static String address(String link) {
    return link == null ? "" : link.strip().replaceAll("[\\s]+", "%20");
  }

  private static String blankToNull(String text) {
    return text == null || text.isBlank() ? null : text.strip();
  }

  private static Instant instant(Date date) {
    return date == null ? null : date.toInstant();
  }
}
