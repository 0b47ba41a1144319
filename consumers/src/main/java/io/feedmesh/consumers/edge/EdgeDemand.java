package io.feedmesh.consumers.edge;

import io.feedmesh.consumers.gateway.Demand;
import io.feedmesh.consumers.readership.Reader;
import io.feedmesh.consumers.readership.Readers;
import io.feedmesh.consumers.subscribe.Leases;
import io.feedmesh.consumers.subscribe.Outbox;
import io.feedmesh.schemas.record.Change;
import io.feedmesh.schemas.topic.Topic;
import io.feedmesh.schemas.url.FeedUrl;

/**
 * Turns what readers ask for into leases and readership, and hands a document that was proxied for
 * one of them to everybody: dedupe knows it at once, and the origin is spared a second fetch.
 */
record EdgeDemand(Leases leases, Readers readers, Outbox outbox, Topic<Change> changes)
    implements Demand {
  @Override
  public void answered(FeedUrl url, Reader reader) {
    leases.asked(url);
    readers.answered(url, reader);
  }

  @Override
  public void discovered(FeedUrl url, Change change) {
    leases.missed(url); // its answer counts
    long bytes = change.getBody() == null ? 0 : change.getBody().remaining();
    var unused = outbox.send(changes, url.toString(), change, bytes); // logs, counts its failures
  }
}
