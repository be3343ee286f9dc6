package io.qalam.outbox;

/** A message was put into the outbox; the relay looks for it as soon as the transaction commits. */
record MessageQueued() {}
