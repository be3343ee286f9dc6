package io.qalam.tenant;

import io.qalam.trainer.protocol.ArtifactPaths;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Path;

/** The artifact store that {@code QALAM_ARTIFACTS} names, shared with the workers. */
@ApplicationScoped
public class Artifacts {

  private static final String VARIABLE = "QALAM_ARTIFACTS";

  /**
   * Where things lie in the store.
   *
   * @throws IllegalStateException when the environment does not say where the store is
   */
  public ArtifactPaths paths() {
    String root = System.getenv(VARIABLE);
    if (root == null || root.isBlank()) {
      throw new IllegalStateException(VARIABLE + " is not set: it names the artifact store");
    }
    return new ArtifactPaths(Path.of(root));
  }
}
