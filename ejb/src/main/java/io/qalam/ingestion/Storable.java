package io.qalam.ingestion;

import io.qalam.tenant.StorableText;
import io.qalam.tenant.TenantWording;
import io.qalam.tenant.Wording;
import java.util.Optional;

/** Refuses a record of which the database could not keep a field as it came. */
final class Storable {

  private Storable() {}

  /**
   * @throws RefusedException when the field's value cannot be stored
   */
  static void check(String field, String value) throws RefusedException {
    Optional<Wording> fault = StorableText.fault(value);
    if (fault.isPresent()) {
      throw new RefusedException(
          fault.get() == TenantWording.NUL ? IngestionWording.NUL : IngestionWording.SURROGATE,
          field);
    }
  }
}
