package io.qalam.inserver.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qalam.account.AccountService;
import io.qalam.account.model.Account;
import io.qalam.account.model.AccountRepository;
import io.qalam.account.model.ApiToken;
import io.qalam.account.model.ApiTokenRepository;
import io.qalam.account.model.AuditEvent;
import io.qalam.account.model.AuditEventRepository;
import io.qalam.account.model.Role;
import io.qalam.account.model.TokenSecret;
import io.qalam.server.TestTenants;
import io.qalam.server.TestTenants.Member;
import io.qalam.tenant.Caller;
import io.qalam.tenant.Forbidden;
import io.qalam.tenant.NotFound;
import io.qalam.tenant.TenantContext;
import io.qalam.tenant.TenantRunner;
import io.qalam.tenant.Unauthenticated;
import io.qalam.tenant.model.NoTenantException;
import io.qalam.tenant.model.TenantRepository;
import jakarta.annotation.Resource;
import jakarta.inject.Inject;
import jakarta.persistence.PersistenceException;
import jakarta.transaction.TransactionManager;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What holds one tenant's rows away from another, seen from inside the server. */
@ExtendWith(ArquillianExtension.class)
class TenancyIT {

  @Inject private TenantRunner runner;
  @Inject private TenantContext context;
  @Inject private TenantRepository tenants;
  @Inject private AccountService service;
  @Inject private AccountRepository accounts;
  @Inject private ApiTokenRepository tokens;
  @Inject private AuditEventRepository events;
  @Inject private Rows rows;

  /** Not the user's transaction, which Payara now and then forbids by another thread's bean. */
  @Resource(lookup = "java:appserver/TransactionManager")
  private TransactionManager transaction;

  @Test
  void noEntityOfOneTenantIsSeenByTheOther() {
    List<Class<?>> types = in(TestTenants.NILE, rows::tenantEntities);
    assertThat(types).hasSizeGreaterThanOrEqualTo(10);

    for (Class<?> type : types) {
      List<Object> ofNile = in(TestTenants.NILE, () -> rows.ids(type));
      List<Object> ofGanga = in(TestTenants.GANGA, () -> rows.ids(type));

      assertThat(ofNile).as("%s of Nile", type.getSimpleName()).isNotEmpty();
      assertThat(ofGanga).as("%s of Ganga", type.getSimpleName()).isNotEmpty();
      assertThat(ofNile).as(type.getSimpleName()).doesNotContainAnyElementsOf(ofGanga);
      assertThat(in(TestTenants.NILE, () -> rows.finds(type, ofNile.get(0)))).isTrue();
      assertThat(in(TestTenants.NILE, () -> rows.finds(type, ofGanga.get(0))))
          .as("Nile finds a %s of Ganga by its id", type.getSimpleName())
          .isFalse();
    }
  }

  @Test
  void theRepositoryOfAccountsKeepsTenantsApart() {
    UUID ofGanga = TestTenants.GANGA.account(Member.EDITOR);

    assertThat(in(TestTenants.NILE, accounts::list))
        .isNotEmpty()
        .allMatch(account -> account.getTenantId().equals(TestTenants.NILE.id()));
    assertThat(in(TestTenants.NILE, () -> accounts.find(ofGanga))).isEmpty();
    assertThat(in(TestTenants.GANGA, () -> accounts.find(ofGanga))).isPresent();
    assertThat(in(TestTenants.NILE, () -> accounts.findByUserName("editor")))
        .map(Account::getId)
        .contains(TestTenants.NILE.account(Member.EDITOR));
    assertThat(in(TestTenants.NILE, accounts::lockActiveAdmins))
        .extracting(Account::getId)
        .contains(TestTenants.NILE.account(Member.ADMIN))
        .doesNotContain(TestTenants.GANGA.account(Member.ADMIN));
  }

  @Test
  void theRepositoryOfTokensKeepsTenantsApart() {
    UUID editorOfGanga = TestTenants.GANGA.account(Member.EDITOR);
    ApiToken ofGanga = in(TestTenants.GANGA, () -> tokens.listOf(editorOfGanga)).get(0);

    assertThat(in(TestTenants.NILE, () -> tokens.listOf(editorOfGanga))).isEmpty();
    assertThat(in(TestTenants.NILE, () -> tokens.find(ofGanga.getId()))).isEmpty();
  }

  @Test
  void theAuditTrailKeepsTenantsApart() {
    run(
        TestTenants.GANGA,
        () -> events.add(new AuditEvent("machine", "a.b", "only Ganga's", Map.of())));

    assertThat(in(TestTenants.GANGA, () -> events.newest(1000)))
        .extracting(AuditEvent::getSubject)
        .contains("only Ganga's");
    assertThat(in(TestTenants.NILE, () -> events.newest(1000)))
        .extracting(AuditEvent::getSubject)
        .doesNotContain("only Ganga's");
  }

  @Test
  void aRowThatNamesAnotherTenantsRowIsRefusedByTheDatabase() {
    ApiToken stolen =
        new ApiToken(
            TestTenants.GANGA.account(Member.ADMIN), TokenSecret.generate(), "stolen", null);

    assertThatThrownBy(() -> run(TestTenants.NILE, () -> rows.persist(stolen)))
        .hasRootCauseInstanceOf(java.sql.SQLException.class)
        .rootCause()
        .hasMessageContaining("foreign key");
  }

  @Test
  void aRowThatTheDatabaseShouldNotHaveShownFailsTheTransaction() {
    UUID ofGanga = TestTenants.GANGA.account(Member.EDITOR);

    assertThatThrownBy(
            () ->
                run(
                    TestTenants.NILE,
                    () -> {
                      rows.showRowsOf(TestTenants.GANGA.id());
                      accounts.find(ofGanga);
                    }))
        .hasStackTraceContaining("Row-level security let through a")
        .hasStackTraceContaining("of another tenant");
  }

  @Test
  void noFilterMakesHibernateTranslateEachQueryAnew() {
    assertThat(in(TestTenants.NILE, rows::hasFilters)).isFalse();
  }

  @Test
  void aTransactionWithoutATenantReadsNothing() throws Exception {
    transaction.begin();
    try {
      assertThatThrownBy(accounts::list)
          .satisfiesAnyOf(
              thrown -> assertThat(thrown).isInstanceOf(NoTenantException.class),
              thrown -> assertThat(thrown).hasRootCauseInstanceOf(NoTenantException.class));
    } finally {
      transaction.rollback();
    }
  }

  @Test
  void aTenantEndsWithItsTransactionEvenWhenTheWorkFails() throws Exception {
    assertThatThrownBy(
            () ->
                run(
                    TestTenants.NILE,
                    () -> {
                      throw new PersistenceException("as if the work had failed");
                    }))
        .isInstanceOf(PersistenceException.class);

    assertThat(context.known()).isEmpty();
    aTransactionWithoutATenantReadsNothing();
  }

  @Test
  void aTransactionCannotChangeItsTenant() {
    assertThatThrownBy(() -> run(TestTenants.NILE, () -> tenants.bind(TestTenants.GANGA.id())))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("another tenant");
  }

  @Test
  void workOfOneTenantInsideAnothersHasATransactionOfItsOwn() {
    UUID ofGanga = TestTenants.GANGA.account(Member.EDITOR);

    boolean[] seen = new boolean[2];
    run(
        TestTenants.NILE,
        () -> {
          seen[0] = in(TestTenants.GANGA, () -> accounts.find(ofGanga)).isPresent();
          seen[1] = accounts.find(ofGanga).isPresent();
          assertThat(context.tenantId()).isEqualTo(TestTenants.NILE.id());
        });

    assertThat(seen).containsExactly(true, false);
  }

  @Test
  void aTenantThatDoesNotExistIsRefused() {
    assertThatThrownBy(() -> runner.inTenant(UUID.randomUUID(), "machine", () -> {}))
        .isInstanceOf(NotFound.class);
  }

  @Test
  void aServiceIsClosedToNobodyAndToARoleThatIsTooSmall() {
    context.become(null);
    assertThatThrownBy(service::list).isInstanceOf(Unauthenticated.class);

    context.become(caller(Member.EDITOR, Role.EDITOR));
    try {
      assertThatThrownBy(service::list).isInstanceOf(Forbidden.class);
      assertThat(service.own().getUserName()).isEqualTo("editor");
    } finally {
      context.become(null);
    }
  }

  private static Caller caller(Member member, Role role) {
    return new Caller(
        TestTenants.NILE.id(),
        TestTenants.NILE.tenantName(),
        TestTenants.NILE.account(member),
        member.userName(),
        role,
        "en");
  }

  private <T> T in(TestTenants tenant, Supplier<T> work) {
    return runner.inTenant(tenant.id(), "machine", work);
  }

  private void run(TestTenants tenant, Runnable work) {
    runner.inTenant(tenant.id(), "machine", work);
  }
}
