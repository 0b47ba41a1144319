package io.feedmesh.schemas.topic;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PartitionByTest {
  @ParameterizedTest
  @CsvSource({
    "HOST,http://a.example/x,a.example",
    "HOST,https://a.example:8443/y,a.example",
    "HOST,http://a.example?q,a.example",
    "HOST,http://a.example/x reader,a.example",
    "HOST,http://[0:0:0:0:0:0:0:1]:80/x,[0:0:0:0:0:0:0:1",
    "FEED,http://a.example/x reader,http://a.example/x",
    "FEED,http://a.example/x,http://a.example/x",
    "SUBSCRIBER,reader http://a.example/x,reader",
  })
  void onePartOfTheKeyDecides(PartitionBy by, String key, String part) {
    assertThat(by.part(key)).isEqualTo(part);
    for (int partitions = 1; partitions < 20; partitions++) {
      assertThat(by.partition(key, partitions)).isBetween(0, partitions - 1);
    }
  }
}
