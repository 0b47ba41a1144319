package io.feedmesh.consumers.live;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where an event stands: {@code <log>-<offset>}.
 *
 * @param log eight hexadecimal digits for the partition that holds the events, other ones when the
 *     topic is made anew, so that an old id is seen to be of another life
 * @param offset the record's offset; -1 stands before all
 */
record EventId(String log, long offset) {
  private static final Pattern TEXT = Pattern.compile("([0-9a-f]{8})-(-1|\\d{1,18})");

  /** What a client sends back; empty if it is no id at all. */
  static Optional<EventId> parse(String text) {
    Matcher id = TEXT.matcher(text);
    return id.matches()
        ? Optional.of(new EventId(id.group(1), Long.parseLong(id.group(2))))
        : Optional.empty();
  }

  @Override
  public String toString() {
    return log + "-" + offset;
  }
}
