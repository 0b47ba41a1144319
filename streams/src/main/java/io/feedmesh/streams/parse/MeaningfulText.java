package io.feedmesh.streams.parse;

import io.feedmesh.schemas.record.Entry;

/**
 * What of an entry means something to a reader: title, link without tracking, text of the content.
 * Mark-up, white space and counter pixels are no part of it, so that a change of those is no
 * change. Safe for use by several threads.
 */
public final class MeaningfulText {
  private MeaningfulText() {}

  /** Title, link and text of an entry, in one string that only serves to be compared or hashed. */
  public static String of(Entry entry) {
    return link(entry) + '\n' + text(entry.getTitle(), entry.getContent(), entry.getSummary());
  }

  /** Link of an entry as far as it tells entries apart; empty where it has none. */
  public static String link(Entry entry) {
    return Links.identity(entry.getLink());
  }

  /** Content and summary without their mark-up, for people who look for words; null for none. */
  public static String plain(Entry entry) {
    String content = PlainText.ofHtml(entry.getContent());
    String summary = PlainText.ofHtml(entry.getSummary());
    if (content == null || summary == null || content.contains(summary)) {
      return content == null ? summary : content;
    }
    return content + '\n' + summary;
  }

  /** Title and text: of the content, else of the summary; mark-up only where there is no text. */
  static String text(String title, String content, String summary) {
    String html = content == null ? summary : content;
    String text = PlainText.ofHtml(html);
    String body = text == null && html != null ? html : text;
    return withoutSpace(title) + '\n' + withoutSpace(body);
  }

  private static String withoutSpace(String text) {
    if (text == null) {
      return "";
    }
    StringBuilder out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!Character.isWhitespace(c) && c != '\u00A0') {
        out.append(c);
      }
    }
    return out.toString();
  }
}
