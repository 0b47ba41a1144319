package io.feedmesh.docker.demo;

import io.feedmesh.schemas.http.PortInUseException;
import io.feedmesh.schemas.url.FeedUrl;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Simulated publishers: blogs that post every few seconds, and feeds from a folder. A post appears
 * by the passing of time alone, counted from a base time that is kept on disk: a later run goes on
 * where this one would be, under the same URLs if the port is free. Start and close from one
 * thread.
 */
public final class Publishers implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Publishers.class);
  private static final Duration SHORTEST_WAIT = Duration.ofMillis(2);

  private final PublishersConfig config;
  private final InstantSource clock;
  private final PublisherState state;
  private final List<Publication> publications = new ArrayList<>();
  private final Instant created;
  private final Server server;
  private final ServerConnector connector;
  private ScheduledExecutorService scheduler;

  /**
   * Reads the state and looks for the demo feeds; nothing listens before {@link #start}.
   *
   * @throws IllegalArgumentException if the folder of demo feeds is missing, or has no feeds
   * @throws IllegalStateException if the state of the last run makes no sense
   * @throws UncheckedIOException if the state can not be read
   */
  public Publishers(PublishersConfig config) {
    this(config, InstantSource.system());
  }

  Publishers(PublishersConfig config, InstantSource clock) {
    this.config = config;
    this.clock = clock;
    state = new PublisherState(config.stateDirectory());
    created = clock.instant();
    Instant base = state.base("blogs", config.pace(), created);
    for (Blog blog : BlogCatalogue.blogs(config.blogs())) {
      Timeline timeline = new Timeline(base, config.pace(), blog.slug().hashCode());
      publications.add(new LiveBlog(blog, timeline));
    }
    if (config.demoFeeds() != null) {
      publications.addAll(
          DemoFeeds.publications(config.demoFeeds(), state, config.historyPace(), created));
    }
    QueuedThreadPool threads = new QueuedThreadPool(32, 2);
    threads.setName("publishers");
    threads.setDaemon(true);
    server = new Server(threads);
    HttpConfiguration http = new HttpConfiguration();
    http.setSendServerVersion(false);
    http.setUriCompliance(UriCompliance.UNSAFE); // file names may have % and the like
    connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
    connector.setHost(config.host());
    connector.setReuseAddress(true);
    server.addConnector(connector);
    server.setHandler(new SiteHandler(new Site(publications), config.name(), clock));
    server.setStopTimeout(0); // waiting would be for idle keep-alive connections, mostly
  }

  /**
   * Listens, and pings the receiver from now on.
   *
   * @throws PortInUseException if a port was asked for that another process listens on
   * @throws UncheckedIOException if the state can not be written
   */
  public void start() {
    try {
      listen();
      server.start();
    } catch (PortInUseException e) {
      throw e;
    } catch (Exception e) {
      close();
      throw new IllegalStateException("the publishers did not start: " + e.getMessage(), e);
    }
    state.port(port());
    state.save();
    if (config.receiver() != null) {
      Pinger pinger = new Pinger(config.receiver());
      Announcer announcer =
          new Announcer(publications, created, changed -> pinger.ping(changed, origin()));
      scheduler =
          Executors.newSingleThreadScheduledExecutor(
              task -> {
                Thread thread = new Thread(task, "publishers-pings");
                thread.setDaemon(true);
                return thread;
              });
      scheduler.execute(() -> announce(announcer));
    }
  }

  /** TCP port; known once started. */
  public int port() {
    return connector.getLocalPort();
  }

  /**
   * What to subscribe to, in canonical form: the blogs first, then the files and histories of the
   * demo folder in the order of their paths. To be called once started.
   */
  public List<String> feedUrls() {
    String origin = origin();
    return publications.stream()
        .map(publication -> FeedUrl.parse(origin + publication.path()).toString())
        .toList();
  }

  /** Stops at once; what was closed before stays closed. */
  @Override
  public void close() {
    if (scheduler != null) {
      scheduler.shutdownNow();
    }
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException("the publishers did not stop: " + e.getMessage(), e);
    }
  }

  static String origin(String name, int port) {
    return "http://" + name + ":" + port;
  }

  private String origin() {
    return origin(config.name(), port());
  }

  /** Takes the port that was asked for; where none was, that of the last run, else any. */
  private void listen() throws IOException {
    connector.setPort(config.port() != 0 ? config.port() : state.port());
    try {
      connector.open();
    } catch (IOException e) {
      if (config.port() != 0) {
        throw new PortInUseException(config.port(), e);
      }
      LOG.info("port {} of the last run is taken: the demo's feeds move", state.port());
      connector.setPort(0);
      connector.open();
    }
  }

  private void announce(Announcer announcer) {
    try {
      announcer.announce(clock.instant()).ifPresent(next -> announceAt(next, announcer));
    } catch (RejectedExecutionException e) {
      LOG.debug("the simulated publishers were closed while they pinged");
    } catch (RuntimeException e) {
      LOG.error("the simulated publishers ping no more", e);
    }
  }

  private void announceAt(Instant next, Announcer announcer) {
    Duration wait = Duration.between(clock.instant(), next);
    Duration pause = wait.compareTo(SHORTEST_WAIT) < 0 ? SHORTEST_WAIT : wait;
    var unused =
        scheduler.schedule(() -> announce(announcer), pause.toNanos(), TimeUnit.NANOSECONDS);
  }
}
