package io.feedmesh.schemas.origin;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressPolicyTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.0.0.0",
        "0.255.255.255",
        "10.0.0.1",
        "10.255.255.255",
        "100.64.0.0",
        "100.127.255.255",
        "127.0.0.1",
        "127.255.255.255",
        "169.254.169.254",
        "172.16.0.1",
        "172.31.255.255",
        "192.0.0.8",
        "192.0.2.1",
        "192.168.1.1",
        "198.18.0.1",
        "198.19.255.255",
        "198.51.100.1",
        "203.0.113.1",
        "224.0.0.1",
        "239.255.255.255",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::7f00:1",
        "fe80::1",
        "febf::1",
        "fec0::1",
        "fc00::1",
        "fdff::1",
        "ff02::1",
        "100::1",
        "2001::1",
        "2001:db8::1",
        "3fff::1",
        "4000::1",
        "2002:7f00:1::",
        "2002:a00:1::1",
        "2002:c0a8:101::1",
        "64:ff9b::7f00:1",
        "64:ff9b::a9fe:a9fe",
        "64:ff9b:1::1"
      })
  void refusesWhatIsNotPublic(String address) throws UnknownHostException {
    assertThat(AddressPolicy.PUBLIC_ONLY.refuses(InetAddress.getByName(address))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.1.1.1",
        "9.255.255.255",
        "11.0.0.0",
        "93.184.215.14",
        "100.63.255.255",
        "100.128.0.0",
        "126.255.255.255",
        "128.0.0.1",
        "169.253.255.255",
        "172.15.255.255",
        "172.32.0.0",
        "192.0.1.1",
        "192.167.255.255",
        "198.17.255.255",
        "198.20.0.0",
        "223.255.255.255",
        "2606:4700::1111",
        "2001:200::1",
        "2a00:1450:4001::1",
        "2002:101:101::1",
        "64:ff9b::101:101"
      })
  void allowsWhatIsPublic(String address) throws UnknownHostException {
    assertThat(AddressPolicy.PUBLIC_ONLY.refuses(InetAddress.getByName(address))).isFalse();
  }

  @Test
  void looksIntoMappedAddressesThatWereNotUnwrapped() throws UnknownHostException {
    byte[] mapped = new byte[16];
    mapped[10] = mapped[11] = (byte) 0xff;
    mapped[12] = 127;
    mapped[15] = 1;

    assertThat(AddressPolicy.PUBLIC_ONLY.refuses(Inet6Address.getByAddress("x", mapped, -1)))
        .isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1,false",
    "::1,false",
    "10.1.2.3,false",
    "fd00::1,false",
    "169.254.1.1,false",
    "1.1.1.1,false",
    "0.0.0.0,true",
    "::,true",
    "224.0.0.1,true",
    "ff02::1,true",
    "255.255.255.255,true"
  })
  void privateOnesCanBeAllowedButNoneThatIsNoUnicast(String address, boolean refused)
      throws UnknownHostException {
    assertThat(AddressPolicy.of(true).refuses(InetAddress.getByName(address))).isEqualTo(refused);
  }
}
