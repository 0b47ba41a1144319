package io.feedmesh.streams.query;

import java.io.Reader;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.charfilter.MappingCharFilter;
import org.apache.lucene.analysis.charfilter.NormalizeCharMap;
import org.apache.lucene.analysis.cjk.CJKBigramFilter;
import org.apache.lucene.analysis.core.KeywordTokenizer;
import org.apache.lucene.analysis.icu.ICUFoldingFilter;
import org.apache.lucene.analysis.icu.segmentation.DefaultICUTokenizerConfig;
import org.apache.lucene.analysis.icu.segmentation.ICUTokenizer;
import org.apache.lucene.analysis.miscellaneous.PerFieldAnalyzerWrapper;

/**
 * Words of many languages: split as Unicode says (UAX 29; Thai, Lao, Khmer by dictionary), without
 * case, accents and other variants (UTR 30), Chinese, Japanese and Korean in pairs of characters.
 * Nothing is stemmed, as no entry says reliably which language it is in.
 */
final class EntryAnalyzer {
  /** What words without a field are looked for in. */
  static final String ANY = " any"; // which nobody can write

  /** They part words: who looks for Europe wants l'Europe and Europe's, too. */
  private static final NormalizeCharMap APOSTROPHES = apostrophes();

  private EntryAnalyzer() {}

  /** One for entries and queries. Safe for use by several threads. */
  static Analyzer create() {
    Map<String, Analyzer> fields = new HashMap<>();
    for (EntryField field : EntryField.values()) {
      if (!field.isText()) {
        fields.put(field.label(), new Exact());
      }
    }
    return new PerFieldAnalyzerWrapper(new Words(), fields);
  }

  private static NormalizeCharMap apostrophes() {
    NormalizeCharMap.Builder map = new NormalizeCharMap.Builder();
    for (String apostrophe : List.of("'", "\u2019", "\uFF07")) {
      map.add(apostrophe, " ");
    }
    return map.build();
  }

  private static final class Words extends Analyzer {
    @Override
    protected TokenStreamComponents createComponents(String field) {
      Tokenizer words = new ICUTokenizer(new DefaultICUTokenizerConfig(false, true));
      TokenStream pairs = new CJKBigramFilter(new ICUFoldingFilter(words));
      return new TokenStreamComponents(words, pairs);
    }

    @Override
    protected Reader initReader(String field, Reader text) {
      return new MappingCharFilter(APOSTROPHES, text);
    }

    /** Words of two categories or authors are not beside each other. */
    @Override
    public int getPositionIncrementGap(String field) {
      return 100;
    }

    @Override
    protected TokenStream normalize(String field, TokenStream in) {
      return new ICUFoldingFilter(in);
    }
  }

  private static final class Exact extends Analyzer {
    @Override
    protected TokenStreamComponents createComponents(String field) {
      Tokenizer whole = new KeywordTokenizer();
      return new TokenStreamComponents(whole, new LowerCaseFilter(whole));
    }

    @Override
    protected TokenStream normalize(String field, TokenStream in) {
      return new LowerCaseFilter(in);
    }
  }
}
