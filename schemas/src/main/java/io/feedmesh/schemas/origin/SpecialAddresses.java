package io.feedmesh.schemas.origin;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * The address blocks that are no public unicast addresses, after IANA's special-purpose registries
 * (RFC 6890). Of IPv6 only 2000::/3 is public, and an IPv6 address that carries an IPv4 address to
 * a translator (NAT64, RFC 6052; 6to4, RFC 3056) is as public as that one.
 */
final class SpecialAddresses {
  private static final List<Block> NEVER_UNICAST =
      blocks("0.0.0.0/8", "224.0.0.0/4", "240.0.0.0/4", "::/128", "ff00::/8");
  private static final List<Block> NOT_PUBLIC_V4 =
      blocks(
          "10.0.0.0/8", // private, RFC 1918
          "100.64.0.0/10", // carrier-grade NAT, RFC 6598
          "127.0.0.0/8", // loopback
          "169.254.0.0/16", // link-local, RFC 3927; also where clouds serve their secrets
          "172.16.0.0/12", // private, RFC 1918
          "192.0.0.0/24", // protocol assignments, RFC 6890
          "192.0.2.0/24", // documentation, RFC 5737
          "192.168.0.0/16", // private, RFC 1918
          "198.18.0.0/15", // benchmarks, RFC 2544
          "198.51.100.0/24", // documentation, RFC 5737
          "203.0.113.0/24"); // documentation, RFC 5737
  private static final List<Block> NOT_PUBLIC_V6 =
      blocks("2001::/23", "2001:db8::/32", "3fff::/20"); // Teredo and others; documentation
  private static final Block GLOBAL_V6 = Block.parse("2000::/3");
  private static final Block NAT64 = Block.parse("64:ff9b::/96");
  private static final Block SIX_TO_FOUR = Block.parse("2002::/16");
  private static final Block MAPPED_V4 = Block.parse("::ffff:0:0/96");

  private SpecialAddresses() {}

  static boolean notPublic(InetAddress address) {
    byte[] bits = plain(address.getAddress());
    if (notUnicast(address)) {
      return true;
    }
    if (bits.length == 4) {
      return any(NOT_PUBLIC_V4, bits);
    }
    if (NAT64.holds(bits)) {
      return notPublic(v4(bits, 12));
    }
    if (SIX_TO_FOUR.holds(bits)) {
      return notPublic(v4(bits, 2));
    }
    return !GLOBAL_V6.holds(bits) || any(NOT_PUBLIC_V6, bits);
  }

  static boolean notUnicast(InetAddress address) {
    return any(NEVER_UNICAST, plain(address.getAddress()));
  }

  private static boolean any(List<Block> blocks, byte[] bits) {
    return blocks.stream().anyMatch(block -> block.holds(bits));
  }

  private static byte[] plain(byte[] bits) {
    return bits.length == 16 && MAPPED_V4.holds(bits) ? Arrays.copyOfRange(bits, 12, 16) : bits;
  }

  private static InetAddress v4(byte[] bits, int at) {
    return address(Arrays.copyOfRange(bits, at, at + 4));
  }

  private static InetAddress address(byte[] bits) {
    try {
      return InetAddress.getByAddress(bits);
    } catch (UnknownHostException e) {
      throw new IllegalStateException("an address has 4 or 16 bytes", e);
    }
  }

  private static List<Block> blocks(String... texts) {
    return Stream.of(texts).map(Block::parse).toList();
  }

  /** All addresses whose first bits are those of the prefix. */
  private record Block(List<Byte> prefix, int length) {
    static Block parse(String text) {
      int slash = text.indexOf('/');
      int length = Integer.parseInt(text.substring(slash + 1));
      String literal = text.substring(0, slash);
      return new Block(literal.startsWith("::ffff:") ? mapped() : bytes(literal), length);
    }

    /** Java reads ::ffff:0:0 as an IPv4 address, so it is built by hand. */
    private static List<Byte> mapped() {
      Byte[] bits = new Byte[16];
      Arrays.fill(bits, (byte) 0);
      bits[10] = (byte) 0xff;
      bits[11] = (byte) 0xff;
      return List.of(bits);
    }

    private static List<Byte> bytes(String literal) {
      try {
        byte[] bits = InetAddress.getByName(literal).getAddress();
        Byte[] boxed = new Byte[bits.length];
        Arrays.setAll(boxed, i -> bits[i]);
        return List.of(boxed);
      } catch (UnknownHostException e) {
        throw new IllegalStateException("not a literal: " + literal, e);
      }
    }

    boolean holds(byte[] bits) {
      if (bits.length != prefix.size()) {
        return false;
      }
      for (int i = 0; 8 * i < length; i++) {
        int mask = 0xff << Math.max(0, 8 - (length - 8 * i)) & 0xff;
        if (((bits[i] ^ prefix.get(i)) & mask) != 0) {
          return false;
        }
      }
      return true;
    }
  }
}
