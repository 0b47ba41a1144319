package io.feedmesh.docker.command.feeds;

import io.feedmesh.docker.command.CommonOptions;
import io.feedmesh.streams.query.EntryQuery;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code feedmesh queries}. */
@Command(
    name = "queries",
    description = {
      "Explains the language of queries over entries, or checks a query.",
      "It is Lucene's classic syntax; all words have to be there, unless there is an OR:",
      "",
      "  kafka streams           both words, in title, text or categories",
      "  \"kafka streams\"         both, one after the other",
      "  kafka OR rust           one of them; use brackets where AND and OR meet",
      "  kafka -rust             the first without the second; also: NOT rust",
      "  title:kafka lang:de     in these fields; words in brackets: title:(kafka streams)",
      "  kaf*  k?fka  kafka~     words that begin so, with any letter, that are nearly so",
      "  published:[2026-01 TO *]  a range of dates",
      "",
      "Case, accents and mark-up make no difference; words of any language are found, also",
      "Chinese, Japanese, Korean and Thai ones."
    },
    footer = {
      "",
      "Examples:",
      "  feedmesh queries",
      "  feedmesh queries 'title:(kafka OR streams) -site:example.com'"
    })
public final class QueriesCommand implements Runnable {
  @Mixin private CommonOptions options;

  @Parameters(arity = "0..1", paramLabel = "QUERY", description = "A query to be checked.")
  private String query;

  @Override
  public void run() {
    if (query == null) {
      options.out().println("Fields, written as title:word");
      EntryQuery.help().lines().forEach(line -> options.out().println("  " + line));
      return;
    }
    options.checked(() -> QueryCheck.checked(query));
    options.out().println("fine: " + query);
  }
}
