package io.feedmesh.docker.role;

import picocli.CommandLine.Option;

/** Options of every command that asks origins; a picocli mixin. */
public final class OriginOptions {
  @Option(
      names = "--allow-private-origins",
      description = "Fetch feeds on private and loopback addresses, too.")
  private boolean allowPrivate;

  @Option(
      names = "--contact",
      paramLabel = "URL",
      description = "Page or mail address that origins find in User-Agent.")
  private String contact;

  /** Whether origins may have private and loopback addresses. */
  public boolean allowPrivate() {
    return allowPrivate;
  }

  /** The contact that was given, or this. */
  public String contactOr(String fallback) {
    return contact == null ? fallback : contact;
  }
}
