package io.feedmesh.consumers.gateway;

import io.feedmesh.consumers.follow.Fate;
import io.feedmesh.consumers.gateway.TargetRule.Target;
import io.feedmesh.consumers.spool.Spool;
import io.feedmesh.consumers.spool.SpooledFeed;
import io.feedmesh.schemas.http.AllowedClients;
import io.feedmesh.schemas.http.plain.PlainExchange;
import io.feedmesh.schemas.http.plain.PlainHandler;
import io.feedmesh.schemas.url.FeedUrl;
import java.util.Optional;
import java.util.function.Function;

/**
 * Answers plain requests for what is here and current, as nearly all are: the same answer as the
 * gateway's, by the same rules, with less ado. Leaves it all else. Safe for use by several threads.
 */
final class PlainHits implements PlainHandler {
  private final AllowedClients clients;
  private final Targets targets;
  private final Spool spool;
  private final Function<FeedUrl, Fate> fates;
  private final Unconfirmed unconfirmed;
  private final FeedAnswers answers;

  PlainHits(
      AllowedClients clients,
      Targets targets,
      Spool spool,
      Function<FeedUrl, Fate> fates,
      Unconfirmed unconfirmed,
      FeedAnswers answers) {
    this.clients = clients;
    this.targets = targets;
    this.spool = spool;
    this.fates = fates;
    this.unconfirmed = unconfirmed;
    this.answers = answers;
  }

  @Override
  public boolean handle(PlainExchange exchange) {
    if (!clients.allows(ConnectionReader.address(exchange.connection()))
        || !(targets.originForm(exchange.request().target()) instanceof Target.Feed feed)
        || fates.apply(feed.url()) != Fate.HERE) {
      return false;
    }
    Optional<SpooledFeed> known = spool.find(feed.url()).filter(unconfirmed::fresh);
    return known.isPresent()
        && unconfirmed.movedTo(known.get()).isEmpty()
        && answers.fromMemory(new PlainReply(exchange), known.get(), Served.HIT);
  }
}
