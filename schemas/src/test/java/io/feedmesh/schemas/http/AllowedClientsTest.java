package io.feedmesh.schemas.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AllowedClientsTest {
  @ParameterizedTest
  @CsvSource({
    "127.0.0.1,true", "127.9.9.9,true", "10.1.2.3,true", "172.16.0.1,true", "172.32.0.1,false",
    "192.168.255.255,true", "192.169.0.1,false", "8.8.8.8,false", "::1,true", "fd00::1,true",
    "2001:db8::1,false", "fe80::1,true", "::ffff:10.0.0.1,true", "::ffff:8.8.8.8,false",
  })
  void byDefaultOnlyLocalOnes(String address, boolean allowed) throws Exception {
    assertThat(new AllowedClients(AllowedClients.LOCAL).allows(InetAddress.getByName(address)))
        .isEqualTo(allowed);
  }

  @ParameterizedTest
  @CsvSource({
    "203.0.113.0/25,203.0.113.127,true",
    "203.0.113.0/25,203.0.113.128,false",
    "0.0.0.0/0,8.8.8.8,true",
    "0.0.0.0/0,2001:db8::1,false",
    "2001:db8::/33,2001:db8:8000::1,false",
    "198.51.100.7,198.51.100.7,true",
    "198.51.100.7,198.51.100.6,false",
  })
  void takesAnyBlock(String cidr, String address, boolean allowed) throws Exception {
    assertThat(new AllowedClients(List.of(cidr)).allows(InetAddress.getByName(address)))
        .isEqualTo(allowed);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "localhost", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/x", "::/129", "a/8"})
  void refusesWhatIsNoBlock(String cidr) {
    assertThatThrownBy(() -> new AllowedClients(List.of(cidr)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected a network like 10.0.0.0/8");
  }
}
