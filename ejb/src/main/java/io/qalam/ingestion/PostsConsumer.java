package io.qalam.ingestion;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.qalam.ingestion.PostRecord.Broken;
import io.qalam.ingestion.PostRecord.Readable;
import io.qalam.labelschema.model.Project;
import io.qalam.labelschema.model.ProjectRepository;
import io.qalam.outbox.IncomingRecord;
import io.qalam.outbox.Outbox;
import io.qalam.outbox.RecordHandler;
import io.qalam.outbox.UnreadableRecordException;
import io.qalam.tenant.Sentence;
import io.qalam.tenant.TenantDirectory;
import io.qalam.tenant.TenantRunner;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Takes posts from the topics {@code posts.<tenant>}.
 *
 * <p>The tenant is the one the topic is named after; nothing in a record can name another. What is
 * refused goes to {@code posts-rejected.<tenant>} and, where its project is known, to the project's
 * rejects.
 */
@ApplicationScoped
public class PostsConsumer implements RecordHandler {

  private static final String PREFIX = "posts.";
  private static final String REJECTED = "posts-rejected.";
  private static final String ACTOR = "machine";

  @Inject private TenantDirectory tenants;
  @Inject private TenantRunner runner;
  @Inject private ProjectRepository projects;
  @Inject private PostIntake intake;
  @Inject private Outbox outbox;

  /** What the topic of rejects carries. */
  record RejectedRecord(String reason, long offset, String record) {}

  @Override
  public String group() {
    return "qalam-ingestion";
  }

  @Override
  public Pattern topics() {
    return Pattern.compile("posts\\..*");
  }

  @Override
  public void handle(IncomingRecord record) {
    TenantDirectory.Entry tenant =
        tenant(record)
            .orElseThrow(
                () -> new UnreadableRecordException("There is no tenant of " + record.topic()));
    runner.inTenant(tenant.id(), ACTOR, () -> take(record));
  }

  @Override
  public void refused(IncomingRecord record, String reason) {
    tenant(record)
        .ifPresent(
            tenant ->
                runner.inTenant(tenant.id(), ACTOR, () -> reject(record, record.key(), reason)));
  }

  private Optional<TenantDirectory.Entry> tenant(IncomingRecord record) {
    return tenants.find(record.topic().substring(PREFIX.length()));
  }

  private void take(IncomingRecord record) {
    try {
      ObjectNode object = PostJson.object(String.valueOf(record.value()));
      take(record, object);
    } catch (RefusedException e) {
      reject(record, record.key(), e.reason().toString());
    }
  }

  private void take(IncomingRecord record, ObjectNode object) throws RefusedException {
    @Nullable String name = PostJson.string(object, "project");
    Optional<Project> project = name == null ? Optional.empty() : project(name);
    if (project.isEmpty()) {
      reject(
          record,
          record.key(),
          Sentence.of(
                  name == null
                      ? IngestionWording.PROJECT_MISSING
                      : IngestionWording.NO_SUCH_PROJECT)
              .toString());
      return;
    }
    UUID projectId = project.get().getId();
    IntakeOutcome outcome =
        intake.store(
            projectId,
            ImportSource.topic(record.topic(), record.partition()),
            List.of(post(record, object)));
    outcome.rejected().forEach(r -> reject(record, projectId.toString(), r.reason().toString()));
  }

  private Optional<Project> project(String idOrName) {
    try {
      return projects.find(UUID.fromString(idOrName));
    } catch (IllegalArgumentException notAnId) {
      return projects.findByName(idOrName);
    }
  }

  private static PostRecord post(IncomingRecord record, ObjectNode object) {
    String source = String.valueOf(record.value());
    try {
      return new Readable(record.offset(), source, PostJson.fields(object));
    } catch (RefusedException e) {
      return new Broken(record.offset(), source, e.reason());
    }
  }

  private void reject(IncomingRecord record, @Nullable String key, String reason) {
    String value = String.valueOf(record.value());
    String shown = value.length() <= 2_000 ? value : value.substring(0, 2_000);
    String tenant = record.topic().substring(PREFIX.length());
    outbox.send(
        REJECTED + tenant,
        key == null ? "unknown" : key,
        new RejectedRecord(reason, record.offset(), shown));
  }
}
