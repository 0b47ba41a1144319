package io.feedmesh.consumers.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.feedmesh.schemas.http.AllowedClients;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Blocks of any length beside the arithmetic of RFC 4632, section 3.1. */
class AllowedNetworksTest {
  private final long seed = Long.getLong("feedmesh.seed", System.nanoTime());
  private final Random random = new Random(seed);

  @Test
  void aBlockHoldsJustTheAddressesWithItsPrefix() throws UnknownHostException {
    System.out.println("seed " + seed + " (again with -Dfeedmesh.seed=" + seed + ")");
    int held = 0;
    for (int i = 0; i < 5_000; i++) {
      int bytes = random.nextBoolean() ? 4 : 16;
      byte[] network = address(bytes);
      byte[] address = network.clone();
      address[random.nextInt(bytes)] ^= (byte) (1 << random.nextInt(8));
      int bits = random.nextInt(bytes * 8 + 1);
      String cidr = InetAddress.getByAddress(network).getHostAddress() + "/" + bits;

      boolean expected = prefix(network, bits).equals(prefix(address, bits));

      assertThat(new AllowedClients(List.of(cidr)).allows(InetAddress.getByAddress(address)))
          .as("%s holds %s, seed %d", cidr, InetAddress.getByAddress(address), seed)
          .isEqualTo(expected);
      held += expected ? 1 : 0;
    }
    assertThat(held).isBetween(500, 4_500);
  }

  @Test
  void oneOfSeveralBlocksIsEnoughAndNoneLetsNobodyIn() throws UnknownHostException {
    InetAddress client = InetAddress.getByName("203.0.113.9");

    assertThat(new AllowedClients(List.of("10.0.0.0/8", " 203.0.113.0/24 ")).allows(client))
        .isTrue();
    assertThat(new AllowedClients(List.of()).allows(client)).isFalse();
  }

  @Test
  void everyAddressAlsoMeansTheOtherFamilyOnlyWhereItIsNamed() throws UnknownHostException {
    InetAddress four = InetAddress.getByName("8.8.8.8");
    InetAddress six = InetAddress.getByName("2001:db8::8");

    assertThat(new AllowedClients(List.of("::/0")).allows(four)).isFalse();
    assertThat(new AllowedClients(List.of("::/0")).allows(six)).isTrue();
    AllowedClients all = new AllowedClients(List.of("0.0.0.0/0", "::/0"));
    assertThat(all.allows(four) && all.allows(six)).isTrue();
  }

  /** Never an IPv4 address in the clothes of IPv6, which Java undresses. */
  private byte[] address(int bytes) {
    byte[] address = new byte[bytes];
    random.nextBytes(address);
    address[0] = (byte) (address[0] | 0x20);
    return address;
  }

  private static BigInteger prefix(byte[] address, int bits) {
    return new BigInteger(1, address).shiftRight(address.length * 8 - bits);
  }
}
