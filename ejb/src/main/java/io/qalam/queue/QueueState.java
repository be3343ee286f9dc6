package io.qalam.queue;

/**
 * Whether a project's tasks and labels follow its settings and its label schema yet.
 *
 * @param reordering whether a change of settings is still being carried out
 * @param carrying whether labels are carried over to the newest label schema on the way
 * @param done posts whose tasks are in line already
 * @param total posts to go through
 */
public record QueueState(boolean reordering, boolean carrying, long done, long total) {}
