package io.feedmesh.docker.bench.politeness;

import io.feedmesh.docker.bench.politeness.script.Pace;
import io.feedmesh.docker.bench.politeness.script.Script;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * All scripted hosts behind one port of loopback addresses, as an HTTP server and as an HTTP proxy
 * for their names. Safe for use by several threads.
 */
final class ScriptedOrigin implements AutoCloseable {
  /** The address that the fetcher must not be led to. */
  static final String TRAP_ADDRESS = "127.0.0.2";

  private final Place place;
  private final Map<String, ScriptedHost> hosts = new LinkedHashMap<>();
  private final ScriptHandler handler;
  private final Server server;
  private int port;

  /**
   * Listens.
   *
   * @param wanted TCP port; 0 for any
   */
  ScriptedOrigin(Place place, Pace pace, int wanted) throws Exception {
    this.place = place;
    this.port = wanted;
    for (Script script : Scripts.ALL) {
      hosts.put(script.name(), new ScriptedHost(script, pace, this::start));
    }
    QueuedThreadPool threads = new QueuedThreadPool(64);
    threads.setDaemon(true);
    server = new Server(threads);
    handler = new ScriptHandler(hosts, names());
    server.setHandler(handler);
    for (String address : addresses()) {
      listen(address);
    }
  }

  private List<String> addresses() {
    List<String> addresses = new ArrayList<>(List.of("127.0.0.1"));
    if (place == Place.NAMES) {
      addresses.add(TRAP_ADDRESS);
    }
    for (int i = 0; i < Scripts.ALL.size() && place == Place.LOOPBACK; i++) {
      addresses.add(Place.address(i));
    }
    return addresses;
  }

  /** The first one chooses the port, the others take it, too. */
  private void listen(String address) throws Exception {
    ServerConnector connector = new ServerConnector(server, 0, 1);
    connector.setHost(address);
    connector.setPort(port);
    connector.setIdleTimeout(60_000);
    server.addConnector(connector);
    if (!server.isStarted()) {
      server.start();
      port = connector.getLocalPort();
    } else {
      connector.start();
    }
  }

  private Map<String, String> names() {
    Map<String, String> names = new LinkedHashMap<>();
    for (int i = 0; i < Scripts.ALL.size(); i++) {
      names.put(place.host(Scripts.ALL.get(i).name(), i), Scripts.ALL.get(i).name());
    }
    return names;
  }

  int port() {
    return port;
  }

  /** The feeds of all hosts. */
  List<String> feeds() {
    return Scripts.ALL.stream().flatMap(script -> feeds(script.name()).stream()).toList();
  }

  /** The feeds of one. */
  List<String> feeds(String script) {
    return hosts.get(script).script().paths().stream().map(path -> start(script) + path).toList();
  }

  List<ScriptedHost> hosts() {
    return List.copyOf(hosts.values());
  }

  ScriptedHost host(String script) {
    return hosts.get(script);
  }

  /** An address literal, as a name service would give it. */
  static InetAddress[] address(String literal) {
    try {
      return new InetAddress[] {InetAddress.getByName(literal)};
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(literal + " is no address", e);
    }
  }

  private String start(String script) {
    List<String> names = Scripts.ALL.stream().map(Script::name).toList();
    return place.start(script, names.indexOf(script), port);
  }

  @Override
  public void close() {
    handler.close();
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException("the scripted hosts did not stop: " + e.getMessage(), e);
    }
  }
}
