package io.feedmesh.streams.query;

import java.util.List;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanClause.Occur;

/**
 * Tells whether OR stands beside AND or NOT without brackets. Lucene's classic parser has no
 * precedence: it takes {@code a b OR c} for {@code a}, and {@code a OR NOT b} for {@code a NOT b}.
 * Only {@code a OR b NOT c} is plain: neither finds anything with c.
 */
final class Mixture {
  /** As Lucene's parser says that OR stood before a clause. */
  static final int OR = 2;

  /** As Lucene's parser says that a clause must not match. */
  static final int NOT = 10;

  private Mixture() {}

  /**
   * Whether a clause does not fit those before it in the same brackets.
   *
   * @param or whether OR stands before it
   * @param not whether it must not match
   */
  static boolean of(List<BooleanClause> before, boolean or, boolean not) {
    if (!or) {
      return !not && before.stream().anyMatch(clause -> clause.getOccur() == Occur.SHOULD);
    }
    List<BooleanClause> wanted = before.stream().filter(each -> !each.isProhibited()).toList();
    boolean afterAnd =
        wanted.size() > 1 && wanted.stream().anyMatch(each -> each.getOccur() == Occur.MUST);
    return not || afterAnd || before.get(before.size() - 1).isProhibited();
  }
}
