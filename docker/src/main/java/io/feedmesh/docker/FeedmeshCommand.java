package io.feedmesh.docker;

import io.feedmesh.docker.bench.BenchCommand;
import io.feedmesh.docker.command.CommandLines;
import io.feedmesh.docker.command.cluster.StatusCommand;
import io.feedmesh.docker.command.cluster.TopicsCommand;
import io.feedmesh.docker.command.feeds.PingCommand;
import io.feedmesh.docker.command.feeds.QueriesCommand;
import io.feedmesh.docker.command.feeds.ReplayCommand;
import io.feedmesh.docker.command.feeds.SubscribeCommand;
import io.feedmesh.docker.command.feeds.SubscriptionsCommand;
import io.feedmesh.docker.command.feeds.UnsubscribeCommand;
import io.feedmesh.docker.command.push.PushCommand;
import io.feedmesh.docker.command.push.TokenCommand;
import io.feedmesh.docker.command.rejects.RejectsCommand;
import io.feedmesh.docker.command.spool.SpoolCommand;
import io.feedmesh.docker.role.BrokerCommand;
import io.feedmesh.docker.role.EdgeCommand;
import io.feedmesh.docker.role.FetcherCommand;
import io.feedmesh.docker.role.PublishersCommand;
import io.feedmesh.docker.role.ReceiverCommand;
import io.feedmesh.docker.role.StreamsCommand;
import io.feedmesh.docker.up.UpCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code feedmesh}: one subcommand for each role and task. */
@Command(
    name = "feedmesh",
    subcommands = {
      UpCommand.class,
      BrokerCommand.class,
      ReceiverCommand.class,
      FetcherCommand.class,
      StreamsCommand.class,
      EdgeCommand.class,
      PublishersCommand.class,
      SubscribeCommand.class,
      QueriesCommand.class,
      UnsubscribeCommand.class,
      SubscriptionsCommand.class,
      PingCommand.class,
      PushCommand.class,
      TokenCommand.class,
      StatusCommand.class,
      TopicsCommand.class,
      ReplayCommand.class,
      RejectsCommand.class,
      SpoolCommand.class,
      BenchCommand.class,
      HelpCommand.class
    },
    description = "A content distribution network for syndication feeds on Apache Kafka.",
    footer = {
      "",
      "Start here:",
      "  feedmesh up --demo     everything in one process, with simulated blogs",
      "  feedmesh status        what runs, and how far it is",
      "",
      "Every option can also come from the environment (FEEDMESH_BOOTSTRAP_SERVERS) and from",
      "a properties file (--config); a flag wins over the environment, that over the file."
    })
final class FeedmeshCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw CommandLines.commandExpected(spec);
  }
}
