package io.qalam.overview;

import io.qalam.account.model.Account;
import io.qalam.account.model.AccountRepository;
import io.qalam.labelschema.model.Project;
import io.qalam.overview.model.PostFilter;
import io.qalam.tenant.Caller;
import io.qalam.tenant.Forbidden;
import io.qalam.tenant.Invalid;
import io.qalam.tenant.TenantContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.UUID;

/** Which posts the caller asks for, checked. */
@ApplicationScoped
class PostFilters {

  @Inject private TenantContext context;
  @Inject private AccountRepository accounts;

  /**
   * The posts of the project that a question is about, as far as the caller may ask it.
   *
   * @throws Invalid when a part of it makes no sense
   * @throws Forbidden when the caller may not ask by one of its fields
   */
  PostFilter of(Project project, PostQuery query) {
    Caller caller = context.caller();
    query.admit(caller.role(), caller.userName());
    PostFilter filter = project.isMultiLabel() ? query.filter().byMembership() : query.filter();
    UUID reader = caller.accountId();
    if (query.asksForPredictions() && reader != null) {
      filter = filter.unseenBy(reader);
    }
    Optional<String> annotator = query.annotator();
    return annotator.isEmpty() ? filter : filter.annotator(account(annotator.get()));
  }

  private UUID account(String userName) {
    return accounts
        .findByUserName(userName)
        .map(Account::getId)
        .orElseThrow(() -> new Invalid("annotator", OverviewWording.NO_MEMBER, userName));
  }
}
