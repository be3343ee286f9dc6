package io.qalam.account;

import java.io.Serializable;
import java.util.UUID;

/**
 * What a web session remembers of its login; everything else is asked anew at every request.
 *
 * @param sessionEpoch the account's epoch at the login; a session of an older one has ended
 */
public record SignedIn(UUID tenantId, UUID accountId, int sessionEpoch) implements Serializable {}
