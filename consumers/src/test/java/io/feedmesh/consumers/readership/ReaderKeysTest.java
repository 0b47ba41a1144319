package io.feedmesh.consumers.readership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class ReaderKeysTest {
  private static final LocalDate DAY = LocalDate.parse("2026-11-22");
  private static final ReaderKeys KEYS = ReaderKeys.of("a secret of all edges");

  private static byte[] address(String literal) throws UnknownHostException {
    return InetAddress.getByName(literal).getAddress();
  }

  private static DayKey.Identity reader(String address) throws UnknownHostException {
    return KEYS.on(DAY).of(address(address), "Reader/1.0");
  }

  @Test
  void aReaderIsTheSameAtAllEdgesWithTheSecretOnOneDayAndNobodyElseKnowsIt() throws Exception {
    DayKey.Identity reader = reader("192.0.2.1");

    assertThat(
            ReaderKeys.of("a secret of all edges").on(DAY).of(address("192.0.2.1"), "Reader/1.0"))
        .isEqualTo(reader);
    assertThat(KEYS.on(DAY.plusDays(1)).of(address("192.0.2.1"), "Reader/1.0"))
        .isNotEqualTo(reader);
    assertThat(ReaderKeys.random().on(DAY).of(address("192.0.2.1"), "Reader/1.0"))
        .isNotEqualTo(ReaderKeys.random().on(DAY).of(address("192.0.2.1"), "Reader/1.0"))
        .isNotEqualTo(reader);
  }

  @Test
  void aReaderIsAnAddressAndAProgram() throws Exception {
    assertThat(reader("192.0.2.2")).isNotEqualTo(reader("192.0.2.1"));
    assertThat(KEYS.on(DAY).of(address("192.0.2.1"), "Reader/2.0"))
        .isNotEqualTo(reader("192.0.2.1"));
    assertThat(KEYS.on(DAY).of(address("192.0.2.1"), "x".repeat(100_000)))
        .isEqualTo(KEYS.on(DAY).of(address("192.0.2.1"), "x".repeat(512)));
  }

  @Test
  void theAddressThatAnIpv6DeviceGivesItselfAnewEachDayDoesNotCount() throws Exception {
    assertThat(reader("2001:db8:1:2:aaaa::1")).isEqualTo(reader("2001:db8:1:2:bbbb::2"));
    assertThat(reader("2001:db8:1:2::1")).isNotEqualTo(reader("2001:db8:1:3::1"));
  }

  @Test
  void aSecretThatIsTooShortIsRefusedAndNeverShown() {
    assertThatThrownBy(() -> ReaderKeys.of("hush"))
        .hasMessage("readership key: expected at least 16 characters, found 4");
    assertThat(KEYS).hasToString("ReaderKeys");
  }
}
