package io.feedmesh.streams.query;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicLongArray;
import org.apache.lucene.analysis.TokenFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.index.Term;
import org.apache.lucene.monitor.CustomQueryHandler;
import org.apache.lucene.monitor.QueryTree;
import org.apache.lucene.monitor.TermWeightor;
import org.apache.lucene.search.FuzzyQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.WildcardQuery;

/**
 * Finds stored queries with {@code word*}, {@code wo?d} or {@code word~} by how the word begins, so
 * that they need not be tried on each entry: each word of an entry also counts as its first letters
 * with a mark that no word has, where a query may have those. Safe for use by several threads.
 */
final class PrefixKeys implements CustomQueryHandler {
  private static final char MARK = '\0';
  private static final int SHORTEST = 2;
  private static final int LONGEST = 6;
  private static final int SPREAD = 0x9E3779B9;

  /** Of each letter; a whole word weighs more, so that it is taken where a query has one. */
  private static final double WEIGHT = 0.01;

  /** Beginnings that queries have or had, by hash: most of what words begin with is none. */
  private final AtomicLongArray asked = new AtomicLongArray(1 << 14);

  /** What the query tells of a word's beginning; null (try it always) for too little or none. */
  @Override
  public QueryTree handleQuery(Query query, TermWeightor weightor) {
    if (query instanceof PrefixQuery prefix) {
      return key(prefix.getPrefix(), prefix.getPrefix().text().length());
    }
    if (query instanceof WildcardQuery wildcard) {
      return key(wildcard.getTerm(), literal(wildcard.getTerm().text()));
    }
    if (query instanceof FuzzyQuery fuzzy) {
      return key(
          fuzzy.getTerm(), Math.min(fuzzy.getPrefixLength(), fuzzy.getTerm().text().length()));
    }
    return null;
  }

  @Override
  public TokenStream wrapTermStream(String field, TokenStream words) {
    return new Beginnings(words);
  }

  private QueryTree key(Term term, int letters) {
    if (letters < SHORTEST) {
      return null;
    }
    String key = MARK + term.text().substring(0, Math.min(letters, LONGEST));
    ask(key);
    return QueryTree.term(new Term(term.field(), key), WEIGHT * key.length());
  }

  private void ask(String key) {
    int hash = 0;
    for (int i = 1; i < key.length(); i++) {
      hash = next(hash, key.charAt(i));
    }
    asked.accumulateAndGet(word(hash), 1L << hash, (before, bit) -> before | bit);
  }

  private boolean isAsked(int hash) {
    return (asked.get(word(hash)) & (1L << hash)) != 0;
  }

  private int word(int hash) {
    return ((hash * SPREAD) >>> 6) % asked.length();
  }

  private static int next(int hash, char letter) {
    return 31 * hash + letter;
  }

  private static int literal(String pattern) {
    int end = 0;
    while (end < pattern.length() && "*?\\".indexOf(pattern.charAt(end)) < 0) {
      end++;
    }
    return end;
  }

  /** Each word, then its beginnings from the shortest on. */
  private final class Beginnings extends TokenFilter {
    private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
    private final char[] key = new char[LONGEST + 1]; // the mark is first
    private int letters;
    private int next = SHORTEST;

    Beginnings(TokenStream words) {
      super(words);
    }

    @Override
    public boolean incrementToken() throws IOException {
      while (next <= letters) {
        int length = next++;
        if (isAsked(hash(length))) {
          clearAttributes();
          term.copyBuffer(key, 0, 1 + length);
          return true;
        }
      }
      if (!input.incrementToken()) {
        return false;
      }
      letters = Math.min(LONGEST, term.length());
      System.arraycopy(term.buffer(), 0, key, 1, letters);
      next = SHORTEST;
      return true;
    }

    private int hash(int length) {
      int hash = 0;
      for (int i = 1; i <= length; i++) {
        hash = PrefixKeys.next(hash, key[i]);
      }
      return hash;
    }
  }
}
