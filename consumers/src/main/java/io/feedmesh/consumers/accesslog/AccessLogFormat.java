package io.feedmesh.consumers.accesslog;

import java.util.Optional;

/** How a line of an access log is written and read. Pure. */
public enum AccessLogFormat {
  /**
   * As nginx and Apache have it: {@code client - - [time] "request" status bytes "referer"
   * "agent"}.
   */
  COMBINED {
    @Override
    void append(AccessLine line, StringBuilder text) {
      Combined.append(line, text);
    }

    @Override
    public Optional<AccessLine> read(String text) {
      return Combined.read(text);
    }
  },

  /**
   * One object a line, with nginx's names of variables: {@code remote_addr}, {@code time_iso8601},
   * {@code request}, {@code status}, {@code body_bytes_sent}, {@code http_referer}, {@code
   * http_user_agent}.
   */
  JSON {
    @Override
    void append(AccessLine line, StringBuilder text) {
      text.append(JsonLines.write(line));
    }

    @Override
    public Optional<AccessLine> read(String text) {
      return JsonLines.read(text);
    }
  };

  /**
   * Appends the line without its end, ASCII only. Nothing that a client sent can end it, or one of
   * its fields.
   */
  abstract void append(AccessLine line, StringBuilder text);

  /** The same as a text of its own. */
  public String write(AccessLine line) {
    StringBuilder text = new StringBuilder();
    append(line, text);
    return text.toString();
  }

  /** What a line says; empty if it is none of this format. */
  public abstract Optional<AccessLine> read(String text);
}
