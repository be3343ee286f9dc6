/**
 * Qalam's server: a post goes through nine stages, and each stage is a package of the same name in
 * every module.
 *
 * <ol>
 *   <li>{@link io.qalam.ingestion}: a post arrives, is checked for duplicates and stored once, with
 *       its split for good.
 *   <li>{@link io.qalam.prediction}: a worker scores every label with the project's live adapter.
 *   <li>{@link io.qalam.queue}: a review task waits in the order of the query strategy and is
 *       leased to one reviewer.
 *   <li>{@link io.qalam.review}: an annotator accepts, corrects, labels blind, skips or flags.
 *   <li>{@link io.qalam.adjudication}: an editor settles disagreements and flags.
 *   <li>{@link io.qalam.trainingset}: the labels that count become an immutable, hashed set.
 *   <li>{@link io.qalam.training}: a calendar, a threshold or an admin starts a LoRA run.
 *   <li>{@link io.qalam.evaluation}: the gate compares candidate and live adapter on held-out
 *       posts.
 *   <li>{@link io.qalam.adapter}: the promoted adapter goes live, and posts not reviewed yet are
 *       predicted anew.
 * </ol>
 *
 * A stage may use those before it, never those after it. {@link io.qalam.tenant}, {@link
 * io.qalam.account}, {@link io.qalam.labelschema}, {@link io.qalam.outbox} and {@link io.qalam.job}
 * stand beside the way and are open to every stage. {@link io.qalam.overview} and {@link
 * io.qalam.audit} read what all of them stored, and no stage knows them.
 */
package io.qalam;
