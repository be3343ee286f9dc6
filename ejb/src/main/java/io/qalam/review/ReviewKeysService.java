package io.qalam.review;

import io.qalam.account.model.Role;
import io.qalam.review.model.ReviewKeys;
import io.qalam.review.model.ReviewKeysRepository;
import io.qalam.tenant.NeedsRole;
import io.qalam.tenant.TenantContext;
import io.qalam.tenant.Tenanted;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Keeps everybody's own keys of the pages with posts. */
@Stateless
@Tenanted
@NeedsRole(Role.ANNOTATOR)
public class ReviewKeysService {

  @Inject private TenantContext context;
  @Inject private ReviewKeysRepository keys;

  /** The caller's keys. */
  public KeyMap own() {
    return keys.of(context.accountId())
        .map(row -> KeyMap.of(new HashMap<String, @Nullable String>(row.getKeys()), row.isHeard()))
        .orElse(KeyMap.USUAL);
  }

  /**
   * Gives the caller other keys; an action that is left out has its usual key.
   *
   * @param heard whether single keys do anything
   * @throws io.qalam.tenant.Invalid when a key is no single character, or two of one page are the
   *     same
   */
  public KeyMap change(Map<String, @Nullable String> wanted, boolean heard) {
    KeyMap map = KeyMap.of(wanted, heard);
    UUID account = context.accountId();
    ReviewKeys stored = keys.of(account).orElseGet(() -> added(account));
    stored.change(map.chosen(), heard);
    return map;
  }

  private ReviewKeys added(UUID account) {
    ReviewKeys made = new ReviewKeys(account);
    keys.add(made);
    return made;
  }
}
