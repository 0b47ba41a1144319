package io.feedmesh.schemas.origin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.util.Promise;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckedResolverTest {
  private static final Executor HERE = Runnable::run;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "localhost",
        "10.0.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",
        "[::1]",
        "[fe80::1]",
        "[fc00::1]",
        "[::ffff:127.0.0.1]",
        "[64:ff9b::7f00:1]",
        "[2002:7f00:1::]"
      })
  void handsOnNoAddressWithinAndSaysWhatWouldAllowIt(String host) {
    assertThatThrownBy(() -> resolve(host, AddressPolicy.PUBLIC_ONLY))
        .isInstanceOf(ExecutionException.class)
        .cause()
        .isInstanceOf(AddressRefusedException.class)
        .hasMessageStartingWith(host + " is at ")
        .hasMessageContaining("--allow-private-origins");
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "10.0.0.1", "[::1]"})
  void handsOnPrivateOnesWhereTheyAreAllowed(String host) throws Exception {
    List<InetSocketAddress> found = resolve(host, AddressPolicy.PRIVATE_TOO);

    assertThat(found).hasSize(1);
    assertThat(found.get(0).getPort()).isEqualTo(8080);
    assertThat(found.get(0).isUnresolved()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"224.0.0.1", "255.255.255.255", "[ff02::1]", "0.0.0.0"})
  void neverHandsOnWhatIsNoSingleMachine(String host) {
    assertThatThrownBy(() -> resolve(host, AddressPolicy.PRIVATE_TOO))
        .cause()
        .isInstanceOf(AddressRefusedException.class);
  }

  @Test
  void keepsOfSeveralAddressesThoseThatPass() throws Exception {
    AddressPolicy notOne = address -> address.getHostAddress().equals("127.0.0.1");

    assertThatThrownBy(() -> resolve("127.0.0.1", notOne)).hasMessageContaining("127.0.0.1");
    assertThat(resolve("127.0.0.2", notOne)).hasSize(1);
  }

  @Test
  void aNameThatIsNoneFailsAsUnknown() {
    assertThatThrownBy(() -> resolve("no-such-host.invalid", AddressPolicy.PUBLIC_ONLY))
        .cause()
        .isInstanceOf(UnknownHostException.class);
  }

  @Test
  void afterTheEndItFailsInsteadOfHanging() {
    Executor closed =
        task -> {
          throw new RejectedExecutionException("closed");
        };

    assertThatThrownBy(() -> resolve("127.0.0.1", AddressPolicy.PRIVATE_TOO, closed))
        .cause()
        .isInstanceOf(RejectedExecutionException.class);
  }

  private static List<InetSocketAddress> resolve(String host, AddressPolicy policy)
      throws Exception {
    return resolve(host, policy, HERE);
  }

  private static List<InetSocketAddress> resolve(
      String host, AddressPolicy policy, Executor executor) throws Exception {
    Promise.Completable<List<InetSocketAddress>> found = new Promise.Completable<>();
    new CheckedResolver(executor, HostNames.SYSTEM, policy).resolve(host, 8080, Map.of(), found);
    return found.get(20, TimeUnit.SECONDS);
  }
}
