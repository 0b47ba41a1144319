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
    public String write(AccessLine line) {
      return Combined.write(line);
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
    public String write(AccessLine line) {
      return JsonLines.write(line);
    }

    @Override
    public Optional<AccessLine> read(String text) {
      return JsonLines.read(text);
    }
  };

  /** The line without its end. Nothing that a client sent can end it, or one of its fields. */
  public abstract String write(AccessLine line);

  /** What a line says; empty if it is none of this format. */
  public abstract Optional<AccessLine> read(String text);
}
