package io.feedmesh.consumers.page;

import java.util.List;

/** What the page shows. Its methods are quick, and safe for use by several threads. */
public interface PageData {
  /** Name of the edge. */
  String edge();

  /** Feeds in the spool. */
  long feeds();

  /** How many of them are cold: known without their body. */
  long cold();

  /** Bytes of the spool's bodies. */
  long bytes();

  /** Documents that arrived since the start. */
  long documents();

  /** Entries that arrived since the start. */
  long entries();

  /** Clients with a live stream now. */
  int clients();

  /**
   * Feeds, the one that changed last first.
   *
   * @param most at most so many
   * @param filter only those with this in their address, whatever the case; empty for all
   */
  List<FeedRow> latest(int most, String filter);
}
