package io.feedmesh.schemas.topic;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.utils.Utils;

/** Which part of a key decides a record's partition. */
public enum PartitionBy {
  /** The feed URL: the key up to its first space. */
  FEED,
  /** The subscriber: the key up to its first space. */
  SUBSCRIBER,
  /** The host of the feed URL, so that one task sees all that is asked of a host. */
  HOST;

  /** The partition of a key: Kafka's own murmur2 over the part that decides. */
  public int partition(String key, int partitions) {
    byte[] part = part(key).getBytes(StandardCharsets.UTF_8);
    return Utils.toPositive(Utils.murmur2(part)) % partitions;
  }

  /** The part of a key that decides. */
  public String part(String key) {
    return this == HOST ? host(key) : firstWord(key);
  }

  private static String firstWord(String key) {
    int space = key.indexOf(' ');
    return space < 0 ? key : key.substring(0, space);
  }

  private static String host(String key) {
    int start = key.indexOf("://");
    if (start < 0) {
      return firstWord(key);
    }
    int end = start + 3;
    boolean bracketed = end < key.length() && key.charAt(end) == '[';
    while (end < key.length() && !endsHost(key.charAt(end), bracketed)) {
      end++;
    }
    return key.substring(start + 3, end);
  }

  private static boolean endsHost(char c, boolean bracketed) {
    return bracketed ? c == ']' : c == '/' || c == ':' || c == '?' || c == ' ';
  }
}
