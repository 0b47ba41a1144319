package io.feedmesh.docker.bench.edge;

import io.feedmesh.schemas.http.FreePorts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Debian's nginx with one worker over the files of a spool, as an operator would set it up who
 * needs no more than the hits: the gzip that is there, an access log that is written in blocks.
 * What is missing comes from the origin.
 */
final class Nginx implements Server {
  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(20);

  private final String name;
  private final Process process;
  private final int port;
  private final int http2Port;

  private Nginx(String name, Process process, int port, int http2Port) {
    this.name = name;
    this.process = process;
    this.port = port;
    this.http2Port = http2Port;
  }

  /**
   * Starts one; returns when it answers.
   *
   * @param openFiles whether it keeps files open
   * @param origin port of what it asks for what is missing
   */
  static Nginx start(Path folder, Path spool, boolean openFiles, int origin) throws IOException {
    Files.createDirectories(folder);
    int port = FreePorts.any();
    int http2Port = FreePorts.any();
    Path config = folder.resolve("nginx.conf");
    Files.writeString(config, config(folder, spool, openFiles, port, http2Port, origin));
    Process process =
        new ProcessBuilder(Tool.NGINX.program(), "-c", config.toString(), "-p", folder.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("nginx.log").toFile())
            .start();
    Nginx nginx =
        new Nginx(openFiles ? "nginx, open_file_cache" : "nginx", process, port, http2Port);
    try {
      nginx.await(folder.resolve("nginx.log"));
      return nginx;
    } catch (IOException | RuntimeException e) {
      nginx.close();
      throw e;
    }
  }

  private static String config(
      Path folder, Path spool, boolean openFiles, int port, int http2Port, int origin) {
    return """
        daemon off;
        user %7$s;
        worker_processes 1;
        pid %1$s/nginx.pid;
        error_log stderr crit;
        events { worker_connections 8192; }
        http {
          access_log %1$s/access.log combined buffer=64k flush=1s;
          server_tokens off;
          sendfile on;
          tcp_nopush on;
          keepalive_requests 100000000;
          client_body_temp_path %1$s/body;
          proxy_temp_path %1$s/proxy;
          fastcgi_temp_path %1$s/fastcgi;
          uwsgi_temp_path %1$s/uwsgi;
          scgi_temp_path %1$s/scgi;
          default_type application/rss+xml;
          types {}
          %6$s
          upstream origin { server 127.0.0.1:%5$d; keepalive 64; }
          server {
            listen 127.0.0.1:%3$d;
            listen 127.0.0.1:%4$d http2;
            root %2$s;
            location / {
              gzip_static always;
              gunzip on;
              gzip_vary on;
              gzip_proxied any;
              gzip_http_version 1.0;
              error_page 404 = @origin;
            }
            location @origin {
              proxy_pass http://origin;
              proxy_http_version 1.1;
              proxy_set_header Connection "";
            }
          }
        }
        """
        .formatted(
            folder,
            spool,
            port,
            http2Port,
            origin,
            openFiles ? "open_file_cache max=100000 inactive=10m; open_file_cache_valid 60s;" : "",
            System.getProperty("user.name"));
  }

  private void await(Path log) throws IOException {
    long deadline = System.nanoTime() + PATIENCE;
    while (true) {
      try (Socket socket = new Socket()) {
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
        return;
      } catch (IOException e) {
        if (!process.isAlive() || System.nanoTime() > deadline) {
          throw new IOException("nginx did not start: " + Files.readString(log).strip(), e);
        }
        LockSupport.parkNanos(20_000_000);
      }
    }
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public ProcessHandle process() {
    return process.toHandle();
  }

  @Override
  public int port() {
    return port;
  }

  @Override
  public int http2Port() {
    return http2Port;
  }

  @Override
  public void close() {
    process.destroy(); // SIGTERM, which its worker heeds, too
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
