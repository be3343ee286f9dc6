package io.qalam.training;

import io.qalam.tenant.Artifacts;
import io.qalam.tenant.Sentence;
import io.qalam.tenant.Thing;
import io.qalam.trainer.protocol.AdapterReference;
import io.qalam.trainer.protocol.Temperature;
import io.qalam.trainer.protocol.YardstickReference;
import io.qalam.training.model.TrainingRun;
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
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Checks that the adapter and the yardstick a worker names are those of the run, and that they lie
 * whole in the artifact store; so a worker that writes elsewhere is found out before anything goes
 * live.
 */
@ApplicationScoped
class CandidateCheck {

  private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");
  private static final String WEIGHTS = "adapter_model.safetensors";

  @Inject private Artifacts artifacts;

  /** What is wrong with the candidate, if anything is. */
  Optional<Sentence> fault(
      TrainingRun run, @Nullable AdapterReference candidate, @Nullable Temperature temperature) {
    if (candidate == null) {
      return Optional.of(Sentence.of(TrainingWording.NO_ADAPTER));
    }
    boolean asked =
        candidate.tenantId().equals(run.getTenantId())
            && candidate.projectId().equals(run.getProjectId())
            && candidate.adapterId().equals(run.candidateId())
            && candidate.schemaVersion() == run.getSchemaVersion();
    if (!asked) {
      return Optional.of(Sentence.of(TrainingWording.OTHER_ADAPTER));
    }
    return fault(temperature).or(() -> stored(candidate));
  }

  /** What is wrong with the yardstick, if anything is. */
  Optional<Sentence> fault(
      TrainingRun run, YardstickReference yardstick, @Nullable Temperature temperature) {
    boolean own =
        yardstick.tenantId().equals(run.getTenantId())
            && yardstick.projectId().equals(run.getProjectId())
            && yardstick.yardstickId().equals(YardstickReference.idOf(run.getId()))
            && yardstick.schemaVersion() == run.getSchemaVersion();
    if (!own) {
      return Optional.of(Sentence.of(TrainingWording.OTHER_YARDSTICK));
    }
    if (!SHA_256.matcher(yardstick.sha256()).matches()) {
      return Optional.of(Sentence.of(TrainingWording.NO_HASH));
    }
    Path file = artifacts.paths().yardstick(yardstick.tenantId(), yardstick.sha256());
    return fault(temperature).or(() -> stored(Thing.YARDSTICK, file, yardstick.sha256()));
  }

  private static Optional<Sentence> fault(@Nullable Temperature temperature) {
    return temperature == null || Temperature.isSound(temperature.value())
        ? Optional.empty()
        : Optional.of(
            Sentence.of(
                TrainingWording.BAD_TEMPERATURE,
                Float.toString(temperature.value()),
                Temperature.COLDEST,
                Temperature.HOTTEST));
  }

  private Optional<Sentence> stored(AdapterReference candidate) {
    Path weights =
        artifacts
            .paths()
            .adapter(candidate.tenantId(), candidate.projectId(), candidate.adapterId())
            .resolve(WEIGHTS);
    return stored(Thing.ADAPTER, weights, candidate.sha256());
  }

  private static Optional<Sentence> stored(Thing name, Path file, String sha256) {
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      return Optional.of(Sentence.of(TrainingWording.NOT_IN_STORE, name));
    }
    return sha256(file).equals(sha256)
        ? Optional.empty()
        : Optional.of(Sentence.of(TrainingWording.OTHER_HASH, name));
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
