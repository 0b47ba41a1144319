package io.feedmesh.docker.bench.edge;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * An edge beside nginx with one worker, over the same files, in alternating rounds: what each takes
 * of the CPU for a request. Processes are measured by what the system says of them, so that neither
 * the load's nor the others' share counts.
 */
final class EdgeBench {
  private static final long MEMORY = 256L << 20;

  private final EdgeBenchConfig config;
  private final Consumer<String> progress;
  private final List<String> paths;
  private int runs;

  EdgeBench(EdgeBenchConfig config, Consumer<String> progress) {
    this.config = config;
    this.progress = progress;
    this.paths = BenchFeeds.paths(config.files());
  }

  /** Runs the cases one after the other, and tells of each when it has ended. */
  void run(
      Path folder,
      BiConsumer<Case, List<Comparison>> each,
      Consumer<Logged> logged,
      Consumer<CatchUp.Result> caughtUp,
      Consumer<Idle> idle)
      throws Exception {
    Path spool = folder.resolve("spool");
    progress.accept("writing " + config.files() + " feeds");
    BenchFeeds.write(spool, config.files());
    Loads loads =
        new Loads(
            new Load(folder.resolve("warm"), config.connections(), config.warmUp()),
            new Load(folder.resolve("load"), config.connections(), config.time()));
    try (Origin origin = new Origin();
        Nginx nginx = Nginx.start(folder.resolve("nginx"), spool, false, origin.port());
        Nginx cached = Nginx.start(folder.resolve("nginx-open"), spool, true, origin.port());
        Server bare = JavaServer.start("bare Jetty", BareMain.class, List.of(spool.toString()))) {
      try (Server edge = edge(folder, spool, MEMORY)) {
        for (Case what : config.cases()) {
          if (what.asWhole()) {
            List<Server> servers =
                what == Case.MISSES
                    ? List.of(nginx, cached, edge)
                    : List.of(nginx, cached, bare, edge);
            each.accept(what, compare(what, servers, loads, folder, origin.port()));
          }
        }
        logged.accept(logged(edge));
      }
      if (config.cases().contains(Case.FILE)) {
        try (Server edge = edge(folder, spool, 0)) {
          List<Server> servers = List.of(nginx, cached, edge);
          each.accept(Case.FILE, compare(Case.FILE, servers, loads, folder, origin.port()));
        }
      }
      if (config.cases().contains(Case.CATCH_UP)) {
        Path own = Files.createDirectory(folder.resolve("catch-up"));
        Load second = new Load(own.resolve("load"), config.connections(), Duration.ofSeconds(1));
        caughtUp.accept(new CatchUp(config.files(), progress).run(own, second));
      }
      if (config.cases().contains(Case.IDLE)) {
        try (Server edge = edge(folder, spool, MEMORY)) { // whose memory no case has grown
          idle.accept(
              new Idle(config.idle(), IdleConnections.bytes(edge, config.idle(), paths.get(0))));
        }
      }
    }
  }

  /** Before it counts, and when it does. */
  private record Loads(Load warm, Load counted) {}

  /** What an edge answered, and how many of the lines for it its access log had no room for. */
  record Logged(double requests, double dropped) {}

  private static Logged logged(Server edge) throws IOException, InterruptedException {
    return new Logged(
        Metrics.sum(edge, "feedmesh_edge_requests_total"),
        Metrics.sum(edge, "feedmesh_access_log_dropped_total"));
  }

  /** What so many idle connections cost. */
  record Idle(int connections, long bytes) {}

  private static Server edge(Path folder, Path spool, long memory) throws IOException {
    Path log = folder.resolve("access.log");
    return JavaServer.start(
        "feedmesh edge",
        EdgeMain.class,
        List.of(spool.toString(), Long.toString(memory), log.toString()));
  }

  private List<Comparison> compare(
      Case what, List<Server> servers, Loads loads, Path folder, int origin) throws Exception {
    List<Comparison> all = new ArrayList<>();
    List<Path> requests = new ArrayList<>();
    progress.accept(what.title() + ": warming up");
    for (Server server : servers) {
      Path file = requests(what, server, folder);
      requests.add(file);
      all.add(new Comparison(server.name()));
      boolean compiles = server instanceof JavaServer;
      var unused = turn(what, server, file, compiles ? loads.warm() : loads.counted(), origin);
    }
    for (int round = 1; round <= config.rounds(); round++) {
      progress.accept(what.title() + ": round " + round);
      for (int i = 0; i < servers.size(); i++) {
        all.get(i).add(turn(what, servers.get(i), requests.get(i), loads.counted(), origin));
      }
    }
    return all;
  }

  private Comparison.Turn turn(Case what, Server server, Path requests, Load load, int origin)
      throws IOException {
    runs++;
    double before = CpuTime.seconds(server.process());
    Load.Result result =
        what == Case.HTTP2
            ? load.http2(server.http2Port(), paths)
            : load.http1(
                server.port(),
                requests,
                runs,
                what.missShare(),
                "/http/127.0.0.1:" + origin + "/" + runs + "/");
    double cpu = CpuTime.seconds(server.process()) - before;
    if (result.requests() == 0 || result.wrong() > 0) {
      throw new IOException(
          server.name() + ": " + result.requests() + " answers, wrong or none: " + result.wrong());
    }
    return new Comparison.Turn(result, cpu * 1e6 / result.requests());
  }

  /** What wrk is to ask a server for. */
  private Path requests(Case what, Server server, Path folder) throws Exception {
    Path file = folder.resolve("requests-" + server.process().pid());
    switch (what) {
      case HOT -> Files.write(file, paths.subList(0, 1));
      case UNCHANGED -> Files.write(file, tagged(server));
      default -> Files.write(file, paths);
    }
    return file;
  }

  private List<String> tagged(Server server) throws Exception {
    HttpClient client = HttpClient.newHttpClient();
    List<String> lines = new ArrayList<>();
    for (String path : paths) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
              .version(HttpClient.Version.HTTP_1_1)
              .header("Accept-Encoding", "gzip")
              .method("HEAD", HttpRequest.BodyPublishers.noBody())
              .build();
      var answer = client.send(request, BodyHandlers.discarding());
      lines.add(path + "\tIf-None-Match: " + answer.headers().firstValue("ETag").orElseThrow());
    }
    return lines;
  }
}
