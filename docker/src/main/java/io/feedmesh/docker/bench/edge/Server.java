package io.feedmesh.docker.bench.edge;

/** A server in a process of its own, that serves the files. */
interface Server extends AutoCloseable {
  /** As the table has it. */
  String name();

  ProcessHandle process();

  /** On loopback, of HTTP/1.1. */
  int port();

  /** Of HTTP/2 in clear. */
  int http2Port();

  @Override
  void close();
}
