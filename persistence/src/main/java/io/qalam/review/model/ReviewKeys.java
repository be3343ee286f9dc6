package io.qalam.review.model;

import io.qalam.tenant.model.TenantEntity;
import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Version;
import java.util.Map;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/**
 * The keys that an account wants on the pages with posts where they differ from the usual ones.
 *
 * <p>Its id is the account's. An account without a row has the usual keys.
 */
@Entity
@AttributeOverride(name = "id", column = @Column(name = "account_id"))
@SuppressWarnings("NullAway.Init")
public class ReviewKeys extends TenantEntity {

  @JdbcTypeCode(SqlTypes.JSON)
  private Map<String, String> keys = Map.of();

  private boolean heard = true;

  @Version private int version;

  /** For Hibernate. */
  protected ReviewKeys() {}

  public ReviewKeys(UUID accountId) {
    super(accountId);
  }

  /** Replaces all of them, and says whether single keys do anything. */
  public void change(Map<String, String> wanted, boolean single) {
    keys = Map.copyOf(wanted);
    heard = single;
  }

  /** Whether single keys do anything on the account's pages. */
  public boolean isHeard() {
    return heard;
  }

  /** One character for each action that has another key than the usual one. */
  public Map<String, String> getKeys() {
    return keys;
  }
}
