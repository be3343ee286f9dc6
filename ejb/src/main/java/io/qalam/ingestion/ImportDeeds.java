package io.qalam.ingestion;

import io.qalam.account.AuditTrail;
import io.qalam.account.Deed;
import io.qalam.account.model.Account;
import io.qalam.account.model.AccountRepository;
import io.qalam.ingestion.model.ImportJob;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** Remembers who brought posts and labels in, in the running transaction. */
@ApplicationScoped
class ImportDeeds {

  private static final String PROJECT = "project";
  private static final String FILE = "file";

  @Inject private AuditTrail audit;
  @Inject private AccountRepository accounts;

  void begun(ImportJob job) {
    audit.record(Deed.IMPORT_BEGUN, job.getId(), file(job));
  }

  void stopped(ImportJob job) {
    audit.record(Deed.IMPORT_STOPPED, job.getId(), soFar(job));
  }

  void resumed(ImportJob job) {
    audit.record(Deed.IMPORT_RESUMED, job.getId(), soFar(job));
  }

  /** An import that is done or failed: the deed of whoever began it, whoever ends it. */
  void ended(ImportJob job) {
    Map<String, Object> detail = soFar(job);
    detail.put("state", job.getState().name());
    audit.recordOf(userName(job.getStartedBy()), Deed.IMPORT_ENDED, job.getId(), detail);
  }

  private String userName(UUID account) {
    return accounts.find(account).map(Account::getUserName).orElseGet(account::toString);
  }

  /** What one request brought. */
  void sent(UUID projectId, IngestionReport report) {
    Map<String, Object> detail = new HashMap<>();
    count(detail, report.accepted(), report.duplicates(), report.rejectedCount());
    detail.put(PROJECT, projectId.toString());
    audit.record(Deed.POSTS_SENT, projectId, detail);
  }

  private static Map<String, Object> soFar(ImportJob job) {
    Map<String, Object> detail = file(job);
    count(detail, job.getAccepted(), job.getDuplicates(), job.getRejected());
    return detail;
  }

  private static Map<String, Object> file(ImportJob job) {
    Map<String, Object> detail = new HashMap<>();
    detail.put(PROJECT, job.getProjectId().toString());
    detail.put(FILE, job.getFileName());
    return detail;
  }

  private static void count(
      Map<String, Object> detail, long accepted, long duplicates, long rejected) {
    detail.put("accepted", accepted);
    detail.put("duplicates", duplicates);
    detail.put("rejected", rejected);
  }
}
