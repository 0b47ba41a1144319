package io.feedmesh.docker.bench.politeness;

import io.feedmesh.docker.bench.politeness.script.Pace;
import io.feedmesh.docker.bench.politeness.script.Score.Verdict;
import io.feedmesh.docker.command.CommonOptions;
import io.feedmesh.docker.process.Lifetime;
import io.feedmesh.docker.process.Ports;
import io.feedmesh.docker.process.Workspace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code feedmesh bench politeness}. */
@Command(
    name = "politeness",
    description = {
      "Scores a fetcher by what scripted hosts see of it: Retry-After, cache lifetimes, skipHours,"
          + " redirects, 410, spacing, validators, lying answers, codings, endless bodies, addresses"
          + " within.",
      "Without options our own schedule and fetcher run in this process against them, in a hurry."
          + " With --origin-only any fetcher can be judged: point it at the feeds of the OPML file,"
          + " let it poll as often as it can, and end with Ctrl-C or after the time. What too little"
          + " was seen of is not scored; DNS rebinding needs a name service of its own, and is"
          + " scored for our own fetcher only."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:no rule was broken", "1:at least one was", "2:bad options"},
    footer = {
      "",
      "Examples:",
      "  feedmesh bench politeness",
      "  feedmesh bench politeness --origin-only --opml suite.opml --for 30m",
      "  http_proxy=http://127.0.0.1:8090 some-reader --import suite.opml"
    })
public final class PolitenessCommand implements Callable<Integer> {
  @Mixin private CommonOptions common;

  @Option(
      names = "--for",
      paramLabel = "D",
      description = "How long to watch (default: 75s; with --origin-only 1h).")
  private Duration duration;

  @Option(names = "--origin-only", description = "Start only the scripted hosts.")
  private boolean originOnly;

  @Option(
      names = "--loopback",
      description = {
        "Tell the hosts apart by addresses 127.77.0.1 and following in place of names, for"
            + " fetchers that know no proxy."
      })
  private boolean loopback;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "8090",
      description = "Port of the scripted hosts (default: ${DEFAULT-VALUE}; 0: any).")
  private int port;

  @Option(
      names = "--opml",
      paramLabel = "FILE",
      defaultValue = "politeness.opml",
      description = "Where to write the feed list (default: ${DEFAULT-VALUE}).")
  private Path opml;

  @Option(
      names = "--pause",
      paramLabel = "D",
      defaultValue = "60s",
      description = "What Retry-After and max-age say (default: ${DEFAULT-VALUE}).")
  private Duration pause;

  @Option(
      names = "--gap",
      paramLabel = "D",
      defaultValue = "1s",
      description = "Expected pause between requests to a host (default: ${DEFAULT-VALUE}).")
  private Duration gap;

  @Option(
      names = "--ping-url",
      paramLabel = "URL",
      defaultValue = "",
      description = "Ping one host's feeds a thousand times by GET of this and the feed's address.")
  private String pingUrl;

  @Override
  public Integer call() throws Exception {
    if ((duration != null && duration.toSeconds() < 1)
        || pause.toSeconds() < 1
        || gap.toMillis() < 200) {
      throw common.usageError("--for and --pause: expected at least 1s; --gap: 200ms");
    }
    ScoreSheet sheet;
    try (Lifetime lifetime = new Lifetime()) {
      sheet = originOnly ? other(lifetime) : own(lifetime);
      sheet.print(common.out());
    }
    return sheet.count(Verdict.BROKEN) == 0 ? 0 : 1;
  }

  private ScoreSheet own(Lifetime lifetime) throws Exception {
    try (Workspace workspace = new Workspace()) {
      return new PolitenessBench(lifetime, durationOr(Duration.ofSeconds(75)), this::progress)
          .own(workspace.folder());
    }
  }

  private ScoreSheet other(Lifetime lifetime) throws Exception {
    Place place = loopback ? Place.LOOPBACK : Place.PROXY;
    Pace pace = new Pace(pause, pause, gap, Duration.ZERO, Duration.ofMinutes(2));
    Ports.requireFree(port, "--port");
    try (ScriptedOrigin origin = new ScriptedOrigin(place, pace, port)) {
      Files.writeString(opml, opml(origin.feeds()));
      progress(
          loopback
              ? "the feeds of " + opml + " are served on loopback addresses"
              : "the feeds of "
                  + opml
                  + " are served to http_proxy=http://127.0.0.1:"
                  + origin.port());
      progress("Ctrl-C ends the watch");
      return new PolitenessBench(lifetime, durationOr(Duration.ofHours(1)), this::progress)
          .other(origin, place, pace, pingUrl);
    }
  }

  private Duration durationOr(Duration fallback) {
    return duration == null ? fallback : duration;
  }

  private void progress(String step) {
    common.err().println("bench politeness: " + step);
    common.err().flush();
  }

  private static String opml(List<String> feeds) {
    return feeds.stream()
        .map(feed -> "<outline type=\"rss\" text=\"" + feed + "\" xmlUrl=\"" + feed + "\"/>\n")
        .collect(
            Collectors.joining(
                "",
                "<?xml version=\"1.0\"?>\n<opml version=\"2.0\"><head><title>Politeness</title>"
                    + "</head><body>\n",
                "</body></opml>\n"));
  }
}
