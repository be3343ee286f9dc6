package io.qalam.reviewing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.qalam.launcher.Credentials;
import io.qalam.launcher.Stack;
import io.qalam.launcher.StackOptions;
import io.qalam.launcher.StackOptions.PartName;
import io.qalam.launcher.broker.BrokerAccess;
import io.qalam.launcher.database.DatabaseAccess;
import io.qalam.launcher.home.Home;
import io.qalam.reviewing.ReviewProject.Person;
import io.qalam.server.TestServer;
import io.qalam.server.TestTenants;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Leases and overlap hold when two servers work on one database: the rows and their locks decide.
 */
@RunAsClient
@ExtendWith(ArquillianExtension.class)
class TwoNodesIT {

  private static final int POSTS = 120;
  private static final int OVERLAP = 2;

  @TempDir private Path folder;

  @Test
  void twoServersOnOneDatabaseGiveEveryPostExactlyTheLabelsWantedAndFenceEachOther()
      throws Exception {
    TestServer.get();
    try (Stack node = Stack.start(secondNode(new Home(folder.resolve("node"))))) {
      URI other = URI.create(node.url());
      everyPostGetsExactlyTheLabelsWanted(other);
      aLeaseThatWentToSomebodyOnTheOtherNodeIsRefused(other);
    }
  }

  /** Each person takes a task at one node and answers it at the other. */
  private static void everyPostGetsExactlyTheLabelsWanted(URI other) throws Exception {
    ReviewProject project =
        ReviewProject.of(TestTenants.NILE, "en", List.of("positive", "negative"), OVERLAP);
    project.posts(POSTS);
    ExecutorService team = Executors.newFixedThreadPool(6);
    try {
      List<Future<Integer>> work = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        Person here = project.annotator();
        Person there = new Person(here.id(), here.userName(), here.api().at(other));
        boolean beginsHere = i % 2 == 0;
        work.add(
            team.submit(
                () -> annotate(project, beginsHere ? here : there, beginsHere ? there : here)));
      }
      int given = 0;
      for (Future<Integer> one : work) {
        given += one.get();
      }
      assertThat(given).isEqualTo(POSTS * OVERLAP);
    } finally {
      team.shutdownNow();
    }
    assertThat(
            ReviewProject.query(
                "select post_id from annotation where project_id = ? group by post_id"
                    + " having count(*) = 2 and count(distinct account_id) = 2",
                project.id()))
        .hasSize(POSTS);
  }

  private static int annotate(ReviewProject project, Person takes, Person answers)
      throws Exception {
    int given = 0;
    for (var next = QueueIT.next(project, takes);
        next.status() == 200;
        next = QueueIT.next(project, takes)) {
      QueueIT.answer(answers, next.body(), "ACCEPTED", "positive").expect(201);
      given++;
    }
    return given;
  }

  private static void aLeaseThatWentToSomebodyOnTheOtherNodeIsRefused(URI other) throws Exception {
    ReviewProject project = ReviewProject.simple(TestTenants.NILE);
    project.post("only one", "en");
    Person slow = project.annotator();
    JsonNode lost = QueueIT.next(project, slow).expect(200);
    project.expireLeases();
    Person quick = project.annotator();
    Person there = new Person(quick.id(), quick.userName(), quick.api().at(other));
    JsonNode taken = QueueIT.next(project, there).expect(200);

    assertThat(QueueIT.answer(slow, lost, "ACCEPTED", "positive").status()).isEqualTo(409);
    QueueIT.answer(there, taken, "ACCEPTED", "positive").expect(201);
    assertThat(QueueIT.annotations(project)).hasSize(1);
  }

  private static StackOptions secondNode(Home home) {
    Map<String, String> environment = new HashMap<>(TestServer.ownEnvironment());
    DatabaseAccess database = TestServer.get().database();
    environment.put("QALAM_DB_URL", database.url());
    add(environment, "QALAM_DB_OWNER", database.owner());
    add(environment, "QALAM_DB", database.app());
    add(environment, "QALAM_DB_SYSTEM", database.system());
    BrokerAccess broker = TestServer.get().broker();
    environment.putAll(broker.environment(broker.server()));
    environment.put("QALAM_NODE", "server-2");
    return StackOptions.of(home)
        .withParts(Set.of(PartName.SERVER))
        .withEnvironment(environment)
        .withAnyHttpPort();
  }

  private static void add(Map<String, String> environment, String prefix, Credentials user) {
    environment.put(prefix + "_USER", user.user());
    environment.put(prefix + "_PASSWORD", user.password());
  }
}
