/**
 * Queries over what the audit trail and the annotations say of deeds: nothing is written here.
 *
 * <p>Entry type: {@link io.qalam.audit.model.AuditRepository}. It may use every stage, and none
 * uses it.
 */
@NullMarked
package io.qalam.audit.model;

import org.jspecify.annotations.NullMarked;
