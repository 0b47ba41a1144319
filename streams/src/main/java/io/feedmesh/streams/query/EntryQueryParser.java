package io.feedmesh.streams.query;

import java.util.List;
import java.util.Locale;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.index.Term;
import org.apache.lucene.queryparser.classic.ParseException;
import org.apache.lucene.queryparser.classic.QueryParser;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;

/** Lucene's classic syntax over the fields of an entry, within bounds. For one query. */
final class EntryQueryParser extends QueryParser {
  static final int MAX_CLAUSES = 100;

  /** Of those that are tried on each entry, as no word of it tells whether they can match. */
  static final int MAX_PATTERNS = 10;

  private static final int MIN_LITERAL = 2;
  private static final int MAX_SLOP = 100;
  private static final Analyzer ANALYZER = EntryAnalyzer.create();

  private int clauses;
  private int patterns;

  EntryQueryParser() {
    super(EntryAnalyzer.ANY, ANALYZER);
    setDefaultOperator(Operator.AND);
    setFuzzyPrefixLength(MIN_LITERAL); // so that stored ones are found by how the word begins
    setAllowLeadingWildcard(true); // so that it comes here to be refused in our words
  }

  @Override
  protected Query getFieldQuery(String field, String text, boolean quoted) throws ParseException {
    EntryField known = clause(field, text);
    if (known == EntryField.PUBLISHED) {
      Dates.Span span = date(text);
      return LongPoint.newRangeQuery(field, span.from(), span.to());
    }
    return known == null || known.isText()
        ? super.getFieldQuery(field, text, quoted)
        : new TermQuery(new Term(field, exact(known, text)));
  }

  @Override
  protected Query getFieldQuery(String field, String text, int slop) throws ParseException {
    if (slop > MAX_SLOP) {
      throw new QueryRefusedException(
          text, "expected words at most " + MAX_SLOP + " apart, found ~" + slop);
    }
    EntryField known = clause(field, text);
    return known == null || known.isText()
        ? super.getFieldQuery(field, text, slop)
        : getFieldQuery(field, text, true);
  }

  @Override
  protected Query getRangeQuery(
      String field, String from, String to, boolean fromInclusive, boolean toInclusive) {
    if (clause(field, from == null ? "[" : from) != EntryField.PUBLISHED) {
      throw new QueryRefusedException(
          field, "a range is possible of published only, as in published:[2026-01 TO *]");
    }
    long first = Long.MIN_VALUE;
    long last = Long.MAX_VALUE;
    if (from != null) {
      first = fromInclusive ? date(from).from() : date(from).to() + 1;
    }
    if (to != null) {
      last = toInclusive ? date(to).to() : date(to).from() - 1;
    }
    return LongPoint.newRangeQuery(field, first, last);
  }

  @Override
  protected Query getPrefixQuery(String field, String prefix) throws ParseException {
    EntryField known = pattern(field, prefix + "*", prefix);
    return known == null || known.isText()
        ? super.getPrefixQuery(field, prefix)
        : new PrefixQuery(new Term(field, exact(known, prefix)));
  }

  @Override
  protected Query getWildcardQuery(String field, String pattern) throws ParseException {
    EntryField known = pattern(field, pattern, pattern.split("[*?]", -1)[0]);
    return super.getWildcardQuery(
        field, known == null || known.isText() ? pattern : exact(known, pattern));
  }

  @Override
  protected Query getFuzzyQuery(String field, String word, float edits) throws ParseException {
    EntryField known = pattern(field, word + "~", word);
    if (known != null && !known.isText()) {
      throw new QueryRefusedException(word, "words only can be fuzzy, found " + field);
    }
    return super.getFuzzyQuery(field, word, edits);
  }

  @Override
  protected Query getRegexpQuery(String field, String pattern) {
    throw new QueryRefusedException(
        "/", "'/' begins a regular expression, which is not possible: put addresses in quotes");
  }

  /** What is only told what it must not have may be anything else. */
  @Override
  protected Query getBooleanQuery(List<BooleanClause> all) throws ParseException {
    if (!all.isEmpty() && all.stream().allMatch(BooleanClause::isProhibited)) {
      all.add(new BooleanClause(new MatchAllDocsQuery(), Occur.MUST));
    }
    return super.getBooleanQuery(all);
  }

  /** Lucene would take {@code a b OR c} for a, whatever the others: brackets have to tell. */
  @Override
  protected void addClause(List<BooleanClause> before, int conjunction, int modifier, Query query) {
    boolean or = !before.isEmpty() && conjunction == Mixture.OR;
    if (Mixture.of(before, or, modifier == Mixture.NOT)) {
      throw mixed();
    }
    super.addClause(before, conjunction, modifier, query);
  }

  @Override
  protected void addMultiTermClauses(List<BooleanClause> before, Query words) {
    if (Mixture.of(before, false, false)) {
      throw mixed();
    }
    super.addMultiTermClauses(before, words);
  }

  private QueryRefusedException mixed() {
    return new QueryRefusedException(
        token.beginColumn,
        "expected brackets where OR meets AND or NOT, as in (a OR b) c, found none");
  }

  private EntryField pattern(String field, String pattern, String literal) {
    EntryField known = clause(field, pattern);
    if (known == EntryField.PUBLISHED) {
      date(pattern);
    }
    if (literal.codePointCount(0, literal.length()) < MIN_LITERAL) {
      throw new QueryRefusedException(
          pattern, "expected at least " + MIN_LITERAL + " letters before '*', '?' or '~'");
    }
    if (++patterns > MAX_PATTERNS) {
      throw new QueryRefusedException(
          pattern, "expected at most " + MAX_PATTERNS + " words with '*', '?' or '~'");
    }
    return known;
  }

  /** The field, or null for words without one. */
  private EntryField clause(String field, String text) {
    clauses += text.split("\\s+", -1).length; // words without a field come together
    if (clauses > MAX_CLAUSES) {
      throw new QueryRefusedException(
          text.substring(0, 1),
          "expected at most " + MAX_CLAUSES + " words and phrases: use several queries");
    }
    if (field.equals(EntryAnalyzer.ANY)) {
      return null;
    }
    return EntryField.of(field)
        .orElseThrow(
            () ->
                new QueryRefusedException(
                    field + ":",
                    "no field '%s': expected one of %s, or '\\' before the ':'"
                        .formatted(field, EntryField.labels())));
  }

  private static Dates.Span date(String text) {
    return Dates.parse(text)
        .orElseThrow(
            () ->
                new QueryRefusedException(
                    text, "expected a date such as 2026, 2026-11 or 2026-11-22, found " + text));
  }

  private static String exact(EntryField field, String text) {
    return field == EntryField.LANG || field == EntryField.ENCLOSURE
        ? text.toLowerCase(Locale.ROOT)
        : Addresses.plain(text);
  }
}
