package io.feedmesh.schemas.origin;

import java.net.InetAddress;

/**
 * Which addresses no request may go to, whatever name led there, so that nobody can make a fetcher
 * or an edge reach into the network it stands in. Implementations are safe for use by several
 * threads.
 */
@FunctionalInterface
public interface AddressPolicy {
  /** Only what the public Internet routes; see {@link SpecialAddresses} for the list. */
  AddressPolicy PUBLIC_ONLY = SpecialAddresses::notPublic;

  /** Private, link-local and loopback ones too; never multicast, unspecified or reserved ones. */
  AddressPolicy PRIVATE_TOO = SpecialAddresses::notUnicast;

  /** Whether no connection to it may be made. */
  boolean refuses(InetAddress address);

  /** The policy behind the option {@code --allow-private-origins}. */
  static AddressPolicy of(boolean allowPrivateOrigins) {
    return allowPrivateOrigins ? PRIVATE_TOO : PUBLIC_ONLY;
  }
}
