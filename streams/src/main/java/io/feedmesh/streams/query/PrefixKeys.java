package io.feedmesh.streams.query;

import java.io.IOException;
import java.util.Arrays;
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
 * with a mark that no word has. Stateless.
 */
final class PrefixKeys implements CustomQueryHandler {
  private static final char MARK = '\0';
  private static final int SHORTEST = 2;
  private static final int LONGEST = 6;

  /** Of each letter; a whole word weighs more, so that it is taken where a query has one. */
  private static final double WEIGHT = 0.01;

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

  private static QueryTree key(Term term, int letters) {
    if (letters < SHORTEST) {
      return null;
    }
    String key = MARK + term.text().substring(0, Math.min(letters, LONGEST));
    return QueryTree.term(new Term(term.field(), key), WEIGHT * key.length());
  }

  private static int literal(String pattern) {
    int end = 0;
    while (end < pattern.length() && "*?\\".indexOf(pattern.charAt(end)) < 0) {
      end++;
    }
    return end;
  }

  /** Each word, then its beginnings from the shortest on. */
  private static final class Beginnings extends TokenFilter {
    private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
    private char[] word = {};
    private int next = SHORTEST;

    Beginnings(TokenStream words) {
      super(words);
    }

    @Override
    public boolean incrementToken() throws IOException {
      if (next <= Math.min(word.length, LONGEST)) {
        clearAttributes();
        term.append(MARK).append(new String(word, 0, next++));
        return true;
      }
      if (!input.incrementToken()) {
        return false;
      }
      word = Arrays.copyOf(term.buffer(), term.length());
      next = SHORTEST;
      return true;
    }
  }
}
