package io.feedmesh.streams.dedupe;

import io.feedmesh.schemas.record.Change;
import io.feedmesh.schemas.record.ChangeSource;
import io.feedmesh.schemas.record.EntryChange;
import io.feedmesh.schemas.record.FeedAlias;
import io.feedmesh.schemas.record.Reject;
import io.feedmesh.streams.dedupe.Admission.Verdict;
import io.feedmesh.streams.dedupe.DocumentRule.Decision;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.TimestampedKeyValueStore;
import org.apache.kafka.streams.state.ValueAndTimestamp;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Loads what is known of a feed, asks the rules, stores, forwards. All that it says follows from
 * the record and the store, so that a replay says the same.
 */
final class DedupeProcessor implements Processor<String, Change, String, Object> {
  static final String STORE = "feed-memory";
  static final String ALIASES = "feed-aliases";

  private static final Logger LOG = LoggerFactory.getLogger(DedupeProcessor.class);
  private static final String NAME = "dedupe";

  private final DedupeConfig config;
  private final Admission admission;
  private final DedupeMetrics metrics;
  private ProcessorContext<String, Object> context;
  private KeyValueStore<String, FeedMemory> store;
  private TimestampedKeyValueStore<String, FeedAlias> aliases;

  DedupeProcessor(DedupeConfig config, Admission admission, DedupeMetrics metrics) {
    this.config = config;
    this.admission = admission;
    this.metrics = metrics;
  }

  @Override
  public void init(ProcessorContext<String, Object> context) {
    this.context = context;
    this.store = context.getStateStore(STORE);
    this.aliases = context.getStateStore(ALIASES);
  }

  @Override
  public void process(Record<String, Change> record) {
    metrics.changes.increment();
    Verdict.Refused bad = Admission.checkUrl(record.key(), record.value());
    if (bad != null) {
      reject(record, "", bad);
      return;
    }
    FeedMemory known = Optional.ofNullable(store.get(record.key())).orElse(FeedMemory.NONE);
    Sighting sighting = Sighting.of(record.value(), record.timestamp());
    Decision decision = DocumentRule.decide(known, sighting);
    if (decision instanceof Decision.Known same) {
      metrics.duplicates.increment();
      if (!same.memory().equals(known)) {
        store.put(record.key(), same.memory());
      }
      return;
    }
    Verdict verdict = metrics.parseTime.record(() -> admission.admit(record.value()));
    if (verdict instanceof Verdict.Refused refused) {
      reject(record, record.key(), refused);
    } else if (verdict instanceof Verdict.Admitted admitted) {
      metrics.parsed(admitted.feed().stage());
      accept(record, known, sighting, admitted, decision instanceof Decision.Late);
    }
  }

  private void accept(
      Record<String, Change> record,
      FeedMemory known,
      Sighting sighting,
      Verdict.Admitted admitted,
      boolean late) {
    List<SeenEntry> seen = SeenEntry.of(admitted.feed().entries(), known.entries());
    Optional<Verdict.Refused> strange = AliasEvidence.strange(record.value(), known, seen);
    if (strange.isPresent()) {
      reject(record, record.key(), strange.get());
      return;
    }
    int now = (int) (Math.max(record.timestamp(), known.acceptedAt()) / 1000);
    EntryRule.Outcome outcome =
        late
            ? EntryRule.late(known, seen, sighting.at(), now, config)
            : EntryRule.newest(known, seen, now, config);
    FeedMemory memory =
        late
            ? DocumentRule.withLate(known, sighting, record.timestamp(), outcome)
            : DocumentRule.withNewest(known, sighting, record.timestamp(), outcome);
    (late ? metrics.late : metrics.accepted).increment();
    store.put(record.key(), memory);
    FeedAlias alias = ValueAndTimestamp.getValueOrNull(aliases.get(record.key()));
    if (!late) {
      AliasEvidence.claims(record.value(), admitted.feed().feed(), seen, alias)
          .forEach(claim -> forward(claim.group(), record, claim));
    }
    if (alias != null && record.value().getSource() != ChangeSource.ALIAS) {
      metrics.aliased.increment();
      forward(alias.getCanonical(), record, AliasEvidence.moved(record.value(), alias));
    } else {
      tell(record, admitted, outcome, memory, late);
    }
  }

  private void tell(
      Record<String, Change> record,
      Verdict.Admitted admitted,
      EntryRule.Outcome outcome,
      FeedMemory memory,
      boolean late) {
    Instant acceptedAt = Instant.ofEpochMilli(memory.acceptedAt());
    Change change = record.value();
    if (!late) {
      forward(record.key(), record, News.document(change, admitted, memory.version(), acceptedAt));
    }
    for (EntryChange entry :
        News.entries(change, admitted.feed(), outcome, memory.version(), acceptedAt)) {
      metrics.entry(entry.getKind());
      forward(record.key(), record, entry);
    }
  }

  private void reject(Record<String, Change> record, String feedUrl, Verdict.Refused refused) {
    metrics.rejected(refused.reason());
    Optional<RecordMetadata> place = context.recordMetadata();
    Reject reject =
        Reject.newBuilder()
            .setFeedUrl(feedUrl)
            .setReason(refused.reason())
            .setDetail(refused.detail())
            .setTopic(place.map(RecordMetadata::topic).orElse(null))
            .setPartition(place.map(RecordMetadata::partition).orElse(-1))
            .setOffset(place.map(RecordMetadata::offset).orElse(-1L))
            .setRejectedAt(Instant.ofEpochMilli(record.timestamp()))
            .setRejectedBy(NAME)
            .build();
    LOG.warn(
        "refused {} from {}-{} offset {}: {}, {}",
        feedUrl,
        reject.getTopic(),
        reject.getPartition(),
        reject.getOffset(),
        refused.reason(),
        refused.detail());
    context.forward(new Record<>(feedUrl, reject, record.timestamp()));
  }

  private void forward(String key, Record<String, Change> record, Object news) {
    context.forward(new Record<>(key, news, record.timestamp()));
  }
}
