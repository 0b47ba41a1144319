package io.feedmesh.streams.parse;

import io.feedmesh.schemas.record.Entry;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Identity of entries within their feed: id, else link, else title and content; and over all feeds
 * ({@link GlobalIdentity}). Entries of one document that share one are told apart by link, then by
 * content, then by date, at last by how many of the same stand after them. A key is the first 128
 * bits of the SHA-256 of all that.
 */
final class EntryKeys {
  private static final int KEY_BYTES = 16;
  private static final HexFormat HEX = HexFormat.of();

  private final MessageDigest sha256 = sha256();
  private final IdentityHashMap<Draft, String> texts = new IdentityHashMap<>();
  private final List<Draft> drafts;

  private EntryKeys(List<Draft> drafts) {
    this.drafts = drafts;
  }

  /**
   * The entries with their keys.
   *
   * @param feedUrl where the document was found
   * @param site address of the feed's site, or null
   */
  static List<Entry> keyed(List<Draft> drafts, String feedUrl, String site) {
    GlobalIdentity global = new GlobalIdentity(feedUrl, site);
    EntryKeys from = new EntryKeys(drafts);
    String[] keys = from.keys(from::identity);
    String[] globalKeys = from.keys(draft -> global.of(draft, from::text));
    List<Entry> entries = new ArrayList<>(keys.length);
    for (int i = 0; i < keys.length; i++) {
      entries.add(drafts.get(i).entry(keys[i], globalKeys[i]));
    }
    return entries;
  }

  private String[] keys(Function<Draft, String> identity) {
    String[] identities = new String[drafts.size()];
    for (int i = 0; i < identities.length; i++) {
      identities[i] = identity.apply(drafts.get(i));
    }
    tellApart(identities, draft -> Links.identity(draft.link()));
    tellApart(identities, this::text);
    tellApart(identities, draft -> String.valueOf(draft.published()));
    number(identities);
    for (int i = 0; i < identities.length; i++) {
      identities[i] = hash(identities[i]);
    }
    return identities;
  }

  private String identity(Draft draft) {
    if (draft.id() != null) {
      return "id\n" + draft.id();
    }
    String link = Links.identity(draft.link());
    return link.isEmpty() ? "text\n" + text(draft) : "link\n" + link;
  }

  /** Stands for title and content, and is far shorter: each text is read once. */
  private String text(Draft draft) {
    return texts.computeIfAbsent(
        draft, d -> hash(MeaningfulText.text(d.title(), d.content(), d.summary())));
  }

  private String hash(String text) {
    return HEX.formatHex(sha256.digest(text.getBytes(StandardCharsets.UTF_8)), 0, KEY_BYTES);
  }

  private void tellApart(String[] identities, Function<Draft, String> by) {
    Map<String, Integer> counts = new HashMap<>();
    for (String identity : identities) {
      counts.merge(identity, 1, Integer::sum);
    }
    if (counts.size() == identities.length) {
      return;
    }
    for (int i = 0; i < identities.length; i++) {
      if (counts.get(identities[i]) > 1) {
        identities[i] = identities[i] + "\n" + by.apply(drafts.get(i));
      }
    }
  }

  /** From the end, where the oldest entries are: new ones at the top leave its numbers alone. */
  private static void number(String[] identities) {
    Map<String, Integer> counts = new HashMap<>();
    for (int i = identities.length - 1; i >= 0; i--) {
      int number = counts.merge(identities[i], 1, Integer::sum);
      if (number > 1) {
        identities[i] = identities[i] + "\n#" + number;
      }
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
