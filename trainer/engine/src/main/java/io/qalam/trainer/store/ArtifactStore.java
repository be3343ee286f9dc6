package io.qalam.trainer.store;

import io.qalam.trainer.file.Pace;
import io.qalam.trainer.protocol.AdapterReference;
import io.qalam.trainer.protocol.ArtifactPaths;
import io.qalam.trainer.protocol.TrainingSetRow;
import io.qalam.trainer.protocol.YardstickReference;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Training sets, adapters and yardsticks under one folder, which several hosts may share.
 *
 * <p>Paths are made of ids and hashes alone ({@link ArtifactPaths}); below the root no link is
 * followed, so that nobody who can write one tenant's folder can point it at another's. Of an
 * adapter only JSON and safetensors are accepted: formats that cannot carry code.
 */
public final class ArtifactStore {
  /** The adapter's weights, the file that a reference's SHA-256 is of. */
  public static final String WEIGHTS = "adapter_model.safetensors";

  /** A folder aside that nobody touched for so long has no writer any more. */
  static final Duration ABANDONED = Duration.ofHours(1);

  private static final String DESCRIPTION = "qalam.json";
  private static final String TRAINED = "evaluation.json";
  private static final Set<String> ADAPTER_FILES =
      Set.of(WEIGHTS, "adapter_config.json", DESCRIPTION, TRAINED, "README.md");

  private final Path root;
  private final ArtifactPaths paths;

  /**
   * Opens a store.
   *
   * @throws ArtifactException if the root is no folder
   */
  public ArtifactStore(Path root) {
    try {
      this.root = root.toRealPath();
    } catch (IOException e) {
      throw new ArtifactException("The artifact store " + root + " cannot be opened", e);
    }
    if (!Files.isDirectory(this.root)) {
      throw new ArtifactException("The artifact store " + root + " is no folder");
    }
    this.paths = new ArtifactPaths(this.root);
  }

  /**
   * A training set's rows, in the file's order.
   *
   * @throws ArtifactException if it is not there, is not what the hash says, or a line is no row
   */
  public List<TrainingSetRow> trainingSet(UUID tenantId, String sha256) {
    Path file = paths.trainingSet(tenantId, sha256);
    return readRows(content(file, sha256), file);
  }

  /**
   * A yardstick's file, checked against its reference's hash.
   *
   * @throws ArtifactException if it is not there or not what the hash says
   */
  public byte[] yardstick(YardstickReference reference) {
    return content(paths.yardstick(reference.tenantId(), reference.sha256()), reference.sha256());
  }

  /**
   * Stores a yardstick's file under its hash; one of that name is replaced by its equal.
   *
   * @return the SHA-256, lower-case hex
   */
  public String storeYardstick(UUID tenantId, byte[] content) {
    String sha256 = hashOf(content);
    Path file = paths.yardstick(tenantId, sha256);
    requireNoLinks(file);
    try {
      Files.createDirectories(parent(file));
      AtomicFiles.store(file, content);
    } catch (IOException e) {
      throw new ArtifactException("A yardstick could not be stored at " + named(file), e);
    }
    return sha256;
  }

  private byte[] content(Path file, String sha256) {
    requireNoLinks(file);
    byte[] content;
    try (InputStream in = open(file)) {
      content = in.readAllBytes();
    } catch (IOException e) {
      throw unreadable(file, e);
    }
    requireHash(file, sha256, hashOf(content));
    return content;
  }

  private static String hashOf(byte[] content) {
    return HexFormat.of().formatHex(sha256().digest(content));
  }

  /**
   * Checks an adapter's folder against its reference, gently: batches go on meanwhile.
   *
   * @throws ArtifactException if it is not there, holds other files than an adapter's, or its hash
   *     or description differ from the reference
   */
  public StoredAdapter adapter(AdapterReference reference) {
    Path folder = folderOf(reference);
    requireNoLinks(folder);
    requireOnlyAdapterFiles(folder);
    Path weights = folder.resolve(WEIGHTS);
    requireHash(weights, reference.sha256(), hashOf(weights, Pace.gentle()));
    AdapterDescription description = read(folder.resolve(DESCRIPTION), AdapterDescription.class);
    requireSame(folder, "adapterId", description.adapterId(), reference.adapterId());
    requireSame(folder, "projectId", description.projectId(), reference.projectId());
    requireSame(folder, "baseModel", description.baseModel(), reference.baseModel());
    requireSame(folder, "schemaVersion", description.schemaVersion(), reference.schemaVersion());
    return new StoredAdapter(reference, folder, description);
  }

  /** What a run left when it stored this adapter; empty if no run has yet. */
  public Optional<TrainedAdapter> trained(UUID tenantId, UUID projectId, UUID adapterId) {
    Path folder = paths.adapter(tenantId, projectId, adapterId);
    requireNoLinks(folder);
    return Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
        ? Optional.of(read(folder.resolve(TRAINED), TrainedAdapter.class))
        : Optional.empty();
  }

  /** A folder aside, not made yet, in which a new adapter is written; old leftovers are swept. */
  public Path stage(UUID tenantId, UUID projectId, UUID adapterId) {
    Path folder = paths.adapter(tenantId, projectId, adapterId);
    requireNoLinks(folder);
    try {
      Files.createDirectories(parent(folder));
      AtomicFiles.sweepAside(folder, ABANDONED);
    } catch (IOException e) {
      throw new ArtifactException("No room for adapter " + adapterId + " at " + named(folder), e);
    }
    return AtomicFiles.aside(folder);
  }

  /** SHA-256 of the weights in an adapter's folder, lower-case hex. */
  public String weightsSha256(Path folder) {
    return hashOf(folder.resolve(WEIGHTS), Pace.full());
  }

  /**
   * Gives a staged folder its description and its name.
   *
   * @return what is stored now under this id: this one, or the one another worker was first with
   * @throws ArtifactException if the id is taken by another run's adapter
   */
  public TrainedAdapter publish(
      Path staged, UUID tenantId, AdapterDescription description, TrainedAdapter trained) {
    UUID adapterId = description.adapterId();
    Path folder = paths.adapter(tenantId, description.projectId(), adapterId);
    try {
      Files.write(staged.resolve(DESCRIPTION), RecordJson.write(description));
      Files.write(staged.resolve(TRAINED), RecordJson.write(trained));
      requireOnlyAdapterFiles(staged);
      AtomicFiles.publish(staged, folder);
      return trained;
    } catch (FileAlreadyExistsException e) {
      return firstOne(staged, folder, trained);
    } catch (IOException e) {
      throw new ArtifactException(
          "Adapter " + adapterId + " could not be stored at " + named(folder), e);
    }
  }

  /** Where a run's checkpoint is or will be; the folder above it is there. */
  public Path checkpoint(UUID tenantId, UUID runId) {
    Path folder = paths.checkpoint(tenantId, runId);
    requireNoLinks(folder);
    try {
      Files.createDirectories(parent(folder));
    } catch (IOException e) {
      throw new ArtifactException("No room for a checkpoint at " + named(folder), e);
    }
    return folder;
  }

  /** Deletes a folder of the store, if it is there. */
  public void delete(Path folder) {
    if (!folder.startsWith(root)) {
      throw new IllegalArgumentException(folder + " is not in the artifact store " + root);
    }
    try {
      AtomicFiles.deleteTree(folder);
    } catch (IOException e) {
      throw new ArtifactException(named(folder) + " could not be deleted", e);
    }
  }

  private TrainedAdapter firstOne(Path staged, Path folder, TrainedAdapter late) {
    delete(staged);
    TrainedAdapter first = read(folder.resolve(TRAINED), TrainedAdapter.class);
    requireSame(folder, "runId", first.runId(), late.runId());
    return first;
  }

  private Path folderOf(AdapterReference reference) {
    return paths.adapter(reference.tenantId(), reference.projectId(), reference.adapterId());
  }

  private void requireNoLinks(Path file) {
    Path at = root;
    for (Path name : root.relativize(file)) {
      at = at.resolve(name);
      if (Files.isSymbolicLink(at)) {
        throw new ArtifactException(named(at) + " is a link; the artifact store follows none");
      }
    }
  }

  private void requireOnlyAdapterFiles(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        boolean known = ADAPTER_FILES.contains(String.valueOf(file.getFileName()));
        if (!known || !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
          throw new ArtifactException(
              named(file)
                  + " does not belong into an adapter's folder, which holds "
                  + ADAPTER_FILES);
        }
      }
    } catch (NoSuchFileException e) {
      throw new ArtifactException("There is no adapter at " + named(folder), e);
    } catch (IOException e) {
      throw unreadable(folder, e);
    }
  }

  private List<TrainingSetRow> readRows(byte[] content, Path file) {
    String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString();
    } catch (CharacterCodingException e) {
      throw new ArtifactException(named(file) + " is not UTF-8", e);
    }
    List<TrainingSetRow> rows = new ArrayList<>();
    for (String line : (Iterable<String>) text.lines()::iterator) {
      rows.add(readRow(line, rows.size() + 1, file));
    }
    return rows;
  }

  private static TrainingSetRow readRow(String line, int number, Path file) {
    try {
      return RecordJson.read(line.getBytes(StandardCharsets.UTF_8), TrainingSetRow.class);
    } catch (IllegalArgumentException e) {
      throw new ArtifactException(
          "Line " + number + " of " + file.getFileName() + ": " + e.getMessage(), e);
    }
  }

  private <R extends Record> R read(Path file, Class<R> type) {
    try (InputStream in = open(file)) {
      return RecordJson.read(in.readAllBytes(), type);
    } catch (IOException e) {
      throw unreadable(file, e);
    } catch (IllegalArgumentException e) {
      throw new ArtifactException(named(file) + " is " + e.getMessage(), e);
    }
  }

  private void requireHash(Path file, String expected, String found) {
    if (!found.equals(expected)) {
      throw new ArtifactException(
          "SHA-256 of " + named(file) + " is " + found + ", expected " + expected);
    }
  }

  private void requireSame(Path folder, String field, Object found, Object expected) {
    if (!found.equals(expected)) {
      throw new ArtifactException(
          field
              + " of the adapter at "
              + named(folder)
              + " is "
              + found
              + ", expected "
              + expected);
    }
  }

  private String hashOf(Path file, Pace pace) {
    MessageDigest digest = sha256();
    byte[] buffer = new byte[1 << 16];
    try (InputStream in = open(file)) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        digest.update(buffer, 0, read);
        pace.step();
      }
    } catch (IOException e) {
      throw unreadable(file, e);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /**
   * For messages, which may go as far as the page: the store's place is nobody's business there.
   */
  private Path named(Path file) {
    return root.relativize(file);
  }

  private static Path parent(Path folder) {
    return Objects.requireNonNull(folder.getParent(), "a folder of the store has one above it");
  }

  private static InputStream open(Path file) throws IOException {
    return Files.newInputStream(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
  }

  private ArtifactException unreadable(Path file, IOException e) {
    return e instanceof NoSuchFileException
        ? new ArtifactException("There is no " + named(file), e)
        : new ArtifactException(named(file) + " cannot be read: " + e, e);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has SHA-256", e);
    }
  }
}
