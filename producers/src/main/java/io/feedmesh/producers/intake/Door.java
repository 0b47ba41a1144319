package io.feedmesh.producers.intake;

import io.feedmesh.schemas.record.PingSource;
import java.util.Locale;

/** A way in. What comes is counted by it, and so are the ways in which it ends. */
public enum Door {
  /** weblogUpdates over XML-RPC. */
  XML_RPC(PingSource.XML_RPC),
  /** weblogUpdates as plain HTTP. */
  REST(PingSource.REST),
  /** A publisher tells a WebSub hub of a change. */
  WEBSUB_PUBLISH(PingSource.WEBSUB),
  /** A publisher tells an rssCloud server of a change. */
  RSS_CLOUD(PingSource.RSS_CLOUD),
  /** Whole documents with a token. */
  PUSH(PingSource.PUSH),
  /** What a WebSub hub has for a subscription of ours. */
  WEBSUB_CALLBACK(PingSource.WEBSUB),
  /** What an rssCloud server has for a registration of ours. */
  RSS_CLOUD_CALLBACK(PingSource.RSS_CLOUD),
  /** Somebody else's list of changes, which we ask for. */
  UPSTREAM(PingSource.UPSTREAM);

  private final PingSource source;

  Door(PingSource source) {
    this.source = source;
  }

  /** The source that pings have which came through it. */
  public PingSource source() {
    return source;
  }

  /** Its name in metrics. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
