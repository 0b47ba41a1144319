package io.feedmesh.docker.demo;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes sentences from lists of words: {@code {word}} in a text stands for one text of that rule,
 * {@code {Word}} for the same with a capital. The same random numbers give the same sentence on
 * every platform. Immutable.
 *
 * @param rules texts by name of the rule
 */
record Grammar(Map<String, List<String>> rules) {
  private static final Pattern SLOT = Pattern.compile("\\{(\\w+)}");

  /**
   * The texts of a rule.
   *
   * @throws IllegalArgumentException if there is no such rule
   */
  List<String> texts(String rule) {
    List<String> texts = rules.get(rule);
    if (texts == null || texts.isEmpty()) {
      throw new IllegalArgumentException("expected a rule " + rule + ", found " + rules.keySet());
    }
    return texts;
  }

  /** One text of a rule, its slots filled. */
  String expand(String rule, Random random) {
    List<String> texts = texts(rule);
    return fill(texts.get(random.nextInt(texts.size())), random);
  }

  /** A text, its slots filled; the filled-in texts may have slots of their own. */
  String fill(String text, Random random) {
    Matcher slots = SLOT.matcher(text);
    StringBuilder out = new StringBuilder();
    while (slots.find()) {
      String slot = slots.group(1);
      String rule = slot.toLowerCase(Locale.ROOT);
      String word = expand(rule, random);
      slots.appendReplacement(
          out, Matcher.quoteReplacement(slot.equals(rule) ? word : capital(word)));
    }
    return slots.appendTail(out).toString();
  }

  private static String capital(String word) {
    return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
  }
}
