package io.qalam.outbox;

import io.qalam.outbox.model.OutboxRepository;
import io.qalam.tenant.TenantContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import org.jspecify.annotations.Nullable;

/**
 * Sends messages to Kafka by way of a row in the caller's own transaction.
 *
 * <p>If the transaction commits, the message is sent, at least once and in order for each key; if
 * it rolls back, there never was a message.
 */
@ApplicationScoped
public class Outbox {

  @Inject private OutboxRepository messages;
  @Inject private TenantContext context;
  @Inject private Event<MessageQueued> queued;

  /** Sends a record as JSON. */
  public void send(String topic, String key, Object record) {
    add(topic, key, MessageJson.write(record));
  }

  /** Sends a tombstone, which ends what a compacted topic keeps under the key. */
  public void sendTombstone(String topic, String key) {
    add(topic, key, null);
  }

  private void add(String topic, String key, @Nullable String payload) {
    messages.add(context.tenantId(), topic, key, payload);
    queued.fire(new MessageQueued());
  }
}
