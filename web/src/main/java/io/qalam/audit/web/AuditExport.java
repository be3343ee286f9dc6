package io.qalam.audit.web;

import io.qalam.audit.AuditPage;
import io.qalam.audit.AuditQuery;
import io.qalam.audit.AuditService;
import io.qalam.audit.AuditWriter;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/** Writes every deed of a question to a stream, a page at a time. */
@RequestScoped
class AuditExport {

  private static final int PAGE = 500;

  @Inject private AuditService audit;

  /** The first page, so that what is wrong with a question is told before the first byte. */
  AuditPage first(AuditQuery query) {
    return audit.page(query.after(null, PAGE));
  }

  void write(AuditQuery query, AuditPage first, AuditWriter format, OutputStream out)
      throws IOException {
    format.begin(out);
    @Nullable AuditPage page = first;
    while (page != null) {
      format.write(page.items(), out);
      page = page.next() == null ? null : audit.page(query.after(page.next(), PAGE));
    }
  }
}
