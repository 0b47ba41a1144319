package io.feedmesh.streams.query;

import io.feedmesh.schemas.record.Entry;
import io.feedmesh.schemas.record.EntryChange;
import io.feedmesh.streams.parse.MeaningfulText;
import java.util.List;
import java.util.Locale;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;

/** An entry as queries see it. */
final class EntryDocument {
  /** Characters of a text that are looked at: those of any real post. */
  private static final int MAX_TEXT = 100_000;

  /** Categories, authors and files that are looked at. */
  private static final int MAX_LIST = 100;

  private final Document document = new Document();

  private EntryDocument() {}

  static Document of(EntryChange change) {
    EntryDocument made = new EntryDocument();
    Entry entry = change.getEntry();
    made.words(EntryField.TITLE, entry.getTitle());
    made.words(EntryField.TEXT, MeaningfulText.plain(entry));
    bounded(entry.getCategories()).forEach(each -> made.words(EntryField.CATEGORY, each));
    bounded(entry.getAuthors()).forEach(each -> made.words(EntryField.AUTHOR, each));
    made.address(EntryField.LINK, entry.getLink());
    made.address(EntryField.FEED, change.getFeedUrl());
    made.hosts(EntryField.SITE, entry.getLink());
    if (entry.getSource() != null) {
      made.hosts(EntryField.SITE, entry.getSource().getFeedUrl());
      made.hosts(EntryField.SITE, entry.getSource().getLink());
    }
    made.prefixes(EntryField.LANG, entry.getLanguage(), '-');
    bounded(entry.getEnclosures())
        .forEach(each -> made.prefixes(EntryField.ENCLOSURE, each.getType(), '/'));
    if (entry.getPublished() != null) {
      long at = entry.getPublished().toEpochMilli();
      made.document.add(new LongPoint(EntryField.PUBLISHED.label(), at));
    }
    return made.document;
  }

  private static <T> List<T> bounded(List<T> list) {
    return list.size() <= MAX_LIST ? list : list.subList(0, MAX_LIST);
  }

  private void words(EntryField field, String text) {
    if (text == null) {
      return;
    }
    String bounded = text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT);
    document.add(new TextField(field.label(), bounded, Field.Store.NO));
    if (field != EntryField.AUTHOR) {
      document.add(new TextField(EntryAnalyzer.ANY, bounded, Field.Store.NO));
    }
  }

  private void address(EntryField field, String address) {
    if (address != null) {
      exact(field, Addresses.plain(address));
      hosts(field, address);
    }
  }

  private void hosts(EntryField field, String address) {
    Addresses.hosts(address).forEach(host -> exact(field, host));
  }

  /** {@code de-ch} is {@code de}, too. */
  private void prefixes(EntryField field, String value, char separator) {
    if (value == null) {
      return;
    }
    exact(field, value);
    int end = value.indexOf(separator);
    if (end > 0) {
      exact(field, value.substring(0, end));
    }
  }

  private void exact(EntryField field, String value) {
    if (value.length() <= Addresses.MAX) {
      document.add(new StringField(field.label(), value.toLowerCase(Locale.ROOT), Field.Store.NO));
    }
  }
}
