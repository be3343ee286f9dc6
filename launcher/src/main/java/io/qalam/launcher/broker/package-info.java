/**
 * What the launcher does inside Kafka: topics, users and their rights.
 *
 * <p>Entry: {@link io.qalam.launcher.broker.BrokerAccess}, {@link
 * io.qalam.launcher.broker.BrokerSetup}.
 */
@NullMarked
package io.qalam.launcher.broker;

import org.jspecify.annotations.NullMarked;
