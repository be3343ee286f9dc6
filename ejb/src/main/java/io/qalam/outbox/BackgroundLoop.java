package io.qalam.outbox;

/** Work that goes on as long as the server runs, on a thread of its own. */
interface BackgroundLoop extends Runnable {

  /** The thread's name. */
  String name();

  /** Makes {@link #run} return soon; called from another thread. */
  void stop();
}
