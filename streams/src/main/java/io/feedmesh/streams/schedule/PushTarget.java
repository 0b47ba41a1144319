package io.feedmesh.streams.schedule;

import io.feedmesh.schemas.record.Document;
import io.feedmesh.schemas.record.FeedMetadata;
import io.feedmesh.schemas.record.PushProtocol;
import io.feedmesh.schemas.url.BadFeedUrlException;
import io.feedmesh.schemas.url.FeedUrl;
import io.feedmesh.streams.topology.BinarySerde;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Who offers to tell of a feed's changes. Immutable.
 *
 * @param protocol WebSub or rssCloud
 * @param endpoint canonical URL of the hub, or of the cloud's pleaseNotify
 * @param topic what to subscribe to, as published
 */
record PushTarget(PushProtocol protocol, String endpoint, String topic) {
  /**
   * The first hub that a document and its answer name, Link fields first (W3C WebSub, section 4),
   * else the feed's rssCloud; null where there is neither.
   */
  static PushTarget of(Document document) {
    List<String> links = document.getOrigin().getLinks();
    FeedMetadata feed = document.getFeed();
    String address = document.getOrigin().getUrl();
    List<String> hubs = new ArrayList<>(LinkFields.targets(links, "hub", address));
    hubs.addAll(feed.getHubs());
    for (String hub : hubs) {
      String endpoint = canonical(hub);
      if (endpoint != null) {
        return new PushTarget(
            PushProtocol.WEBSUB, endpoint, self(links, feed, document.getFeedUrl(), address));
      }
    }
    return feed.getCloud() == null
        ? null
        : new PushTarget(PushProtocol.RSS_CLOUD, feed.getCloud(), document.getFeedUrl());
  }

  private static String self(
      List<String> links, FeedMetadata feed, String feedUrl, String address) {
    List<String> selves = LinkFields.targets(links, "self", address);
    String self = selves.isEmpty() ? feed.getSelf() : selves.get(0);
    return self == null || canonical(self) == null ? feedUrl : self;
  }

  private static String canonical(String url) {
    try {
      return FeedUrl.parse(url).toString();
    } catch (BadFeedUrlException e) {
      return null; // nobody can be asked there
    }
  }

  static void write(PushTarget target, DataOutputStream out) throws IOException {
    out.writeBoolean(target != null);
    if (target != null) {
      BinarySerde.writeText(out, target.protocol.name());
      BinarySerde.writeText(out, target.endpoint);
      BinarySerde.writeText(out, target.topic);
    }
  }

  static PushTarget read(DataInputStream in) throws IOException {
    if (!in.readBoolean()) {
      return null;
    }
    return new PushTarget(
        PushProtocol.valueOf(BinarySerde.readText(in)),
        BinarySerde.readText(in),
        BinarySerde.readText(in));
  }
}
