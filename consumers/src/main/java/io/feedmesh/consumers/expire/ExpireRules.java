package io.feedmesh.consumers.expire;

import io.feedmesh.schemas.config.Durations;
import io.feedmesh.schemas.url.FeedUrl;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Which ages are a feed's, by its address; of several lines that match, the last one's. Immutable.
 * The idea is that of INN's expire.ctl:
 *
 * <pre>
 * # pattern                 min  default  max
 * *                         1h   2d       7d
 * https://news.example.org/* 1d   30d      60d
 * </pre>
 *
 * A pattern is a whole canonical address, in which {@code *} stands for any characters.
 */
public final class ExpireRules {
  /** {@link Ages#DEFAULT} for all. */
  public static final ExpireRules DEFAULT = new ExpireRules(List.of());

  private final List<Rule> rules;

  private record Rule(Pattern pattern, Ages ages) {}

  private ExpireRules(List<Rule> rules) {
    this.rules = List.copyOf(rules);
  }

  /** The same ages for all feeds. */
  public static ExpireRules of(Ages ages) {
    return new ExpireRules(List.of(new Rule(glob("*"), ages)));
  }

  /**
   * Reads rules, one a line; {@code #} begins a comment.
   *
   * @throws IllegalArgumentException if a line is none; the message has its number and what is
   *     expected
   */
  public static ExpireRules parse(String text) {
    List<Rule> rules = new ArrayList<>();
    List<String> lines = text.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).replaceAll("(^|\\s)#.*", "").strip();
      if (!line.isEmpty()) {
        try {
          rules.add(rule(line));
        } catch (IllegalArgumentException e) {
          throw new IllegalArgumentException("line " + (i + 1) + ": " + e.getMessage(), e);
        }
      }
    }
    return new ExpireRules(rules);
  }

  private static Rule rule(String line) {
    String[] words = line.split("\\s+", -1);
    if (words.length != 4) {
      throw new IllegalArgumentException(
          "expected 'PATTERN MIN DEFAULT MAX', such as '* 1h 2d 7d', found '" + line + "'");
    }
    return new Rule(
        glob(words[0]),
        new Ages(Durations.parse(words[1]), Durations.parse(words[2]), Durations.parse(words[3])));
  }

  private static Pattern glob(String pattern) {
    String regex =
        Pattern.compile("\\*+")
            .splitAsStream(pattern + "|")
            .map(Pattern::quote)
            .collect(Collectors.joining(".*"));
    return Pattern.compile(regex.replaceAll("\\|\\\\E$", "\\\\E"));
  }

  /** A feed's ages. */
  public Ages of(FeedUrl url) {
    for (int i = rules.size() - 1; i >= 0; i--) {
      if (rules.get(i).pattern().matcher(url.toString()).matches()) {
        return rules.get(i).ages();
      }
    }
    return Ages.DEFAULT;
  }
}
