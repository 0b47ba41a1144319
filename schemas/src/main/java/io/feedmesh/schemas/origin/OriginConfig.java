package io.feedmesh.schemas.origin;

import io.feedmesh.schemas.config.Durations;
import java.time.Duration;

/**
 * What an {@link OriginClient} may do.
 *
 * @param name what its threads are called by
 * @param hosts says where hosts are
 * @param addresses where it may connect to
 * @param maxRedirects most redirects of one request, 0 to 50
 * @param maxConnectionsPerHost most connections to one scheme, host and port at a time; further
 *     requests to it wait
 * @param connectTimeout most time for a connection to one address
 * @param bodyMemory bytes that all bodies under way may take before large ones are given up
 */
public record OriginConfig(
    String name,
    HostNames hosts,
    AddressPolicy addresses,
    int maxRedirects,
    int maxConnectionsPerHost,
    Duration connectTimeout,
    long bodyMemory) {
  /** Checks the bounds. */
  public OriginConfig {
    if (maxRedirects < 0 || maxRedirects > 50) {
      throw new IllegalArgumentException("redirects: expected 0 to 50, found " + maxRedirects);
    }
    if (maxConnectionsPerHost < 1) {
      throw new IllegalArgumentException(
          "connections to a host: expected 1 or more, found " + maxConnectionsPerHost);
    }
    if (connectTimeout.toMillis() < 1) {
      throw new IllegalArgumentException(
          "connect timeout: expected at least 1 ms, found " + Durations.text(connectTimeout));
    }
    if (bodyMemory < 1) {
      throw new IllegalArgumentException(
          "memory for bodies: expected 1 byte or more, found " + bodyMemory);
    }
  }

  /**
   * 10 redirects, 8 connections to a host, 10 s to connect, a quarter of the heap for bodies.
   *
   * @param allowPrivateOrigins whether private and loopback addresses are origins too
   */
  public static OriginConfig of(String name, boolean allowPrivateOrigins) {
    return new OriginConfig(
        name,
        HostNames.SYSTEM,
        AddressPolicy.of(allowPrivateOrigins),
        10,
        8,
        Duration.ofSeconds(10),
        Runtime.getRuntime().maxMemory() / 4);
  }

  /** The same with another bound of redirects. */
  public OriginConfig withMaxRedirects(int max) {
    return new OriginConfig(
        name, hosts, addresses, max, maxConnectionsPerHost, connectTimeout, bodyMemory);
  }

  /** The same with another bound of connections to one host. */
  public OriginConfig withMaxConnectionsPerHost(int max) {
    return new OriginConfig(name, hosts, addresses, maxRedirects, max, connectTimeout, bodyMemory);
  }

  /** The same with another policy. */
  public OriginConfig withAddresses(AddressPolicy policy) {
    return withAddresses(hosts, policy);
  }

  /** The same with another name service and policy. */
  public OriginConfig withAddresses(HostNames names, AddressPolicy policy) {
    return new OriginConfig(
        name, names, policy, maxRedirects, maxConnectionsPerHost, connectTimeout, bodyMemory);
  }

  /** The same with another bound of memory. */
  public OriginConfig withBodyMemory(long bytes) {
    return new OriginConfig(
        name, hosts, addresses, maxRedirects, maxConnectionsPerHost, connectTimeout, bytes);
  }
}
