package io.feedmesh.streams.alias;

import io.feedmesh.schemas.record.FeedAlias;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** Keeps the groups, asks the rule, and says which feed is an alias of which, or of none again. */
public final class AliasProcessor implements Processor<String, AliasClaim, String, FeedAlias> {
  /** Its store. */
  public static final String STORE = "alias-groups";

  private ProcessorContext<String, FeedAlias> context;
  private KeyValueStore<String, AliasGroup> groups;

  /** The groups, by what their addresses have in common. */
  public static StoreBuilder<KeyValueStore<String, AliasGroup>> store() {
    return Stores.keyValueStoreBuilder(
        Stores.persistentKeyValueStore(STORE), Serdes.String(), AliasGroup.SERDE);
  }

  @Override
  public void init(ProcessorContext<String, FeedAlias> context) {
    this.context = context;
    this.groups = context.getStateStore(STORE);
  }

  @Override
  public void process(Record<String, AliasClaim> record) {
    AliasGroup before = Optional.ofNullable(groups.get(record.key())).orElse(AliasGroup.NONE);
    AliasRule.Outcome outcome = AliasRule.heard(before, record.value());
    groups.put(record.key(), outcome.group().members().isEmpty() ? null : outcome.group());
    for (AliasMember member : outcome.changed()) {
      context.forward(new Record<>(member.feedUrl(), alias(member, record), record.timestamp()));
    }
  }

  private static FeedAlias alias(AliasMember member, Record<String, AliasClaim> record) {
    return member.isAlias()
        ? new FeedAlias(
            member.feedUrl(),
            member.canonical(),
            record.key(),
            Instant.ofEpochMilli(record.timestamp()))
        : null;
  }
}
