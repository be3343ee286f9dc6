/**
 * The worker: a process that predicts and trains, between Kafka and the engine, without a database.
 *
 * <p>One thread, {@link io.qalam.trainer.worker.EngineLoop}, owns the model and takes turns:
 * predictions first, then one training step, then waiting. Every Kafka consumer has a thread of its
 * own and hands over: {@code PredictionIntake}, {@code TrainingIntake}, and a {@code TopicFollower}
 * each for live adapters and cancellations. An offset is committed only when what it asked for was
 * answered and the broker has the answer. Entry type: {@link io.qalam.trainer.worker.WorkerMain}.
 * Stands on {@code serve}, {@code store} and {@code eval}.
 */
@NullMarked
package io.qalam.trainer.worker;

import org.jspecify.annotations.NullMarked;
