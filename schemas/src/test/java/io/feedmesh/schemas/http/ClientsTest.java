package io.feedmesh.schemas.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ClientsTest {
  private final Clients clients = new Clients(List.of("10.0.0.0/8", "2001:db8:2::/48"));

  private Optional<InetAddress> of(String address) throws UnknownHostException {
    return clients.of(InetAddress.getByName(address));
  }

  @Test
  void anIpv4AddressIsOneClient() throws Exception {
    assertThat(of("192.0.2.1")).contains(InetAddress.getByName("192.0.2.1"));
    assertThat(of("192.0.2.1")).isNotEqualTo(of("192.0.2.2"));
  }

  @Test
  void anIpv6CustomerIsOneClientWithAllItsAddresses() throws Exception {
    assertThat(of("2001:db8:1:2::1")).isPresent().isEqualTo(of("2001:db8:1:2:ffff::"));
    assertThat(of("2001:db8:1:2::1")).isNotEqualTo(of("2001:db8:1:3::1"));
    assertThat(of("::1"))
        .as("this machine in a network of none")
        .isNotEqualTo(of("::2"))
        .isPresent();
  }

  @Test
  void addressesThatManyShareAreNobodys() throws Exception {
    assertThat(of("10.1.2.3")).isEmpty();
    assertThat(of("2001:db8:2:3::1")).isEmpty();
    assertThat(of("::ffff:10.1.2.3")).as("IPv4 written as IPv6").isEmpty();
  }

  @Test
  void whatIsNoNetworkIsRefused() {
    assertThatThrownBy(() -> new Clients(List.of("everybody"))).hasMessageContaining("everybody");
  }
}
