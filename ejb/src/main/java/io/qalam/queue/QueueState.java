package io.qalam.queue;

/**
 * Whether a project's tasks follow its settings yet.
 *
 * @param reordering whether a change of settings is still being carried out
 * @param done posts whose tasks are in line already
 * @param total posts to go through
 */
public record QueueState(boolean reordering, long done, long total) {}
