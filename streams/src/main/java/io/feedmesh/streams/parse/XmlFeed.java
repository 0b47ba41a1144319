package io.feedmesh.streams.parse;

import io.feedmesh.schemas.record.FeedMetadata;
import io.feedmesh.schemas.record.ParseStage;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;

/** RSS and Atom: three stages to a tree, one mapping from it. */
final class XmlFeed {
  private static final Set<String> PAGES = Set.of("html", "head", "body");
  private static final Pattern FEED = Pattern.compile("(?i)<(?:rss|rdf:rdf|feed)[\\s>]");
  private static final Set<String> ENTRIES = Set.of("item", "entry", "atom:entry");

  private final ParseBounds bounds;
  private final Deadline deadline;

  XmlFeed(ParseBounds bounds, Deadline deadline) {
    this.bounds = bounds;
    this.deadline = deadline;
  }

  ParseOutcome parse(String document, ParseRequest request) {
    Prolog prolog = Prolog.strip(document);
    if (PAGES.contains(prolog.root()) && !FEED.matcher(prolog.text()).find()) {
      throw Sniffer.notAFeed("an HTML page");
    }
    MarkupScan.check(prolog.text(), bounds, deadline);
    Element root = StrictXml.parse(prolog.text(), bounds, deadline);
    if (root != null) {
      return map(root, request, ParseStage.STRICT);
    }
    String cleaned = XmlCleaner.clean(document, bounds.documentBytes());
    deadline.check();
    MarkupScan.check(cleaned, bounds, deadline);
    root = StrictXml.parse(cleaned, bounds, deadline);
    if (root != null) {
      return map(root, request, ParseStage.CLEANED);
    }
    root = LenientXml.parse(cleaned, bounds, deadline);
    if (root == null) {
      throw Sniffer.notAFeed("text without any element");
    }
    return map(root, request, ParseStage.LENIENT);
  }

  private ParseOutcome map(Element document, ParseRequest request, ParseStage stage) {
    Dialect dialect = Dialect.of(document);
    Base base = new Base(request.url());
    boolean atom = MetadataMapper.isAtom(dialect.format());
    List<String> authors = atom ? People.inherited(People.of(dialect.channel())) : List.of();
    EntryMapper mapper = new EntryMapper(base, atom, authors);
    List<Draft> drafts = new ArrayList<>();
    for (Element item : items(dialect, base)) {
      deadline.check();
      drafts.add(mapper.map(item).believed(request.fetchedAt()));
      item.empty(); // so that a large document is in the heap once
    }
    FeedMetadata feed = MetadataMapper.map(dialect, base, drafts);
    return new ParseOutcome.Parsed(
        feed, EntryKeys.keyed(drafts, request.url(), feed.getLink()), stage);
  }

  /** Every entry wherever it stands: in the channel, beside it, or within another by mistake. */
  private List<Element> items(Dialect dialect, Base base) {
    List<Element> items = new ArrayList<>();
    List<Element> inner = new ArrayList<>();
    collect(dialect.root(), false, items, inner);
    for (Element item : inner) {
      deadline.check();
      String around = base.at(item);
      item.replaceWith(new TextNode("")); // else its text were that of each one around it, too
      item.attr("xml:base", around);
    }
    return items;
  }

  private static void collect(
      Element element, boolean within, List<Element> items, List<Element> inner) {
    boolean item = ENTRIES.contains(element.tagName());
    if (item) {
      items.add(element);
      if (within) {
        inner.add(element);
      }
    }
    for (Node node : element.childNodes()) {
      if (node instanceof Element child) {
        collect(child, within || item, items, inner);
      }
    }
  }
}
