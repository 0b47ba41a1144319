package io.feedmesh.streams.parse;

import io.feedmesh.schemas.record.EntrySource;
import io.feedmesh.schemas.record.Podcast;
import java.util.Locale;
import org.jsoup.nodes.Element;

/**
 * What few entries have; each may be null.
 *
 * @param original address of its page before a distribution service put its own in place of it
 * @param image address of its picture
 * @param inReplyTo id of what it answers
 * @param source the feed that it was copied from
 * @param podcast as an episode
 */
record Extras(
    String original, String image, String inReplyTo, EntrySource source, Podcast podcast) {
  /** Of an item of RSS or an entry of Atom. */
  static Extras of(Element item, Base base, boolean atom) {
    return new Extras(
        Tree.textOf(item, "feedburner:origlink"),
        image(item, base),
        Tree.attribute(Tree.child(item, "thr:in-reply-to"), "ref"),
        source(Tree.child(item, "source", "atom:source"), base, atom),
        podcast(item));
  }

  private static String image(Element item, Base base) {
    Element image = Tree.child(item, "itunes:image", "media:thumbnail", "image");
    if (image == null) {
      Element group = Tree.child(item, "media:group", "media:content");
      image = group == null ? null : Tree.child(group, "media:thumbnail");
    }
    if (image == null) {
      return null;
    }
    String href = Tree.attribute(image, "href");
    href = href == null ? Tree.attribute(image, "url") : href;
    return base.resolve(image, href == null ? Tree.textOf(image, "url") : href);
  }

  /** RSS 2.0 has a title with an attribute, Atom (RFC 4287, section 4.2.11) parts of a feed. */
  private static EntrySource source(Element source, Base base, boolean atom) {
    if (source == null) {
      return null;
    }
    String url = Tree.attribute(source, "url");
    if (url != null || source.firstElementChild() == null) {
      return new EntrySource(TextConstruct.plain(source, false), base.resolve(source, url), null);
    }
    FeedLinks links = new FeedLinks(source, base);
    String title = TextConstruct.plain(Tree.child(source, "title", "atom:title"), atom);
    return new EntrySource(title, links.self(), links.page());
  }

  private static Podcast podcast(Element item) {
    Long duration = seconds(Tree.textOf(item, "itunes:duration"));
    Integer season = Numbers.positiveInt(Tree.textOf(item, "itunes:season"));
    Integer episode = Numbers.positiveInt(Tree.textOf(item, "itunes:episode"));
    String type = Tree.textOf(item, "itunes:episodetype");
    Boolean explicit = explicit(Tree.textOf(item, "itunes:explicit"));
    boolean none =
        duration == null && season == null && episode == null && type == null && explicit == null;
    return none ? null : new Podcast(duration, season, episode, type, explicit);
  }

  /** Seconds, minutes and seconds, or hours before those, with colons between. */
  static Long seconds(String duration) {
    if (duration == null || duration.length() > 20) {
      return null;
    }
    String[] parts = duration.split(":", -1);
    long seconds = 0;
    for (String part : parts) {
      Long value = Numbers.positiveLong(part);
      if (value == null || parts.length > 3) {
        return null;
      }
      seconds = seconds * 60 + value;
    }
    return seconds;
  }

  private static Boolean explicit(String text) {
    return text == null
        ? null
        : switch (text.toLowerCase(Locale.ROOT)) {
          case "yes", "true", "explicit" -> true;
          case "no", "false", "clean" -> false;
          default -> null;
        };
  }
}
