package io.qalam.training;

import io.qalam.trainer.protocol.AdapterReference;
import io.qalam.training.model.TrainingRun;
import io.qalam.trainingset.Artifacts;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Checks that the adapter a worker names is the one it was asked for, and that it lies whole in the
 * artifact store; so a worker that writes elsewhere is found out before anything goes live.
 */
@ApplicationScoped
class CandidateCheck {

  private static final String WEIGHTS = "adapter_model.safetensors";

  @Inject private Artifacts artifacts;

  /** What is wrong with the candidate, if anything is. */
  Optional<String> fault(TrainingRun run, @Nullable AdapterReference candidate) {
    if (candidate == null) {
      return Optional.of("The worker names no adapter.");
    }
    boolean asked =
        candidate.tenantId().equals(run.getTenantId())
            && candidate.projectId().equals(run.getProjectId())
            && candidate.adapterId().equals(run.candidateId())
            && candidate.schemaVersion() == run.getSchemaVersion();
    if (!asked) {
      return Optional.of("The worker names another adapter than the one it was asked for.");
    }
    return stored(candidate);
  }

  private Optional<String> stored(AdapterReference candidate) {
    Path weights =
        artifacts
            .paths()
            .adapter(candidate.tenantId(), candidate.projectId(), candidate.adapterId())
            .resolve(WEIGHTS);
    if (!Files.isRegularFile(weights, LinkOption.NOFOLLOW_LINKS)) {
      return Optional.of(
          "The adapter is not in the artifact store: do server and worker share QALAM_ARTIFACTS?");
    }
    return sha256(weights).equals(candidate.sha256())
        ? Optional.empty()
        : Optional.of(
            "The adapter in the artifact store has another SHA-256 than the worker says.");
  }

  private static String sha256(Path file) {
    try (InputStream in = Files.newInputStream(file);
        DigestInputStream digest =
            new DigestInputStream(in, MessageDigest.getInstance("SHA-256"))) {
      digest.transferTo(OutputStream.nullOutputStream());
      return HexFormat.of().formatHex(digest.getMessageDigest().digest());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JVM has SHA-256", e);
    }
  }
}
