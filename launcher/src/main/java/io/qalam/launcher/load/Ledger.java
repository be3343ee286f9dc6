package io.qalam.launcher.load;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the annotators themselves saw: every task they were given and every answer the server
 * acknowledged. The server's export is held against it.
 */
final class Ledger {

  /** An answer that the server said it had stored. */
  record Acknowledged(String user, String postId, String annotationId, String label) {}

  private final List<Acknowledged> acknowledged = new ArrayList<>();
  private final Map<String, Set<String>> answered = new HashMap<>();
  private final Map<String, Set<String>> takers = new HashMap<>();
  private int served;
  private int servedAgain;

  /** A task came; one that was answered by the same person before is a fault. */
  synchronized void served(String user, String postId) {
    served++;
    takers.computeIfAbsent(postId, post -> new HashSet<>()).add(user);
    if (answered.getOrDefault(postId, Set.of()).contains(user)) {
      servedAgain++;
    }
  }

  synchronized void acknowledged(Acknowledged answer) {
    acknowledged.add(answer);
    answered.computeIfAbsent(answer.postId(), post -> new HashSet<>()).add(answer.user());
  }

  synchronized int served() {
    return served;
  }

  /** Times a person was given a post that they had answered. */
  synchronized int servedAgain() {
    return servedAgain;
  }

  /**
   * Posts that went to more people than the project wants: a lease ended in between, or a fault.
   */
  synchronized long takenByMoreThan(int overlap) {
    return takers.values().stream().filter(people -> people.size() > overlap).count();
  }

  synchronized List<Acknowledged> acknowledged() {
    return List.copyOf(acknowledged);
  }
}
