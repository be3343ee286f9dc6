package io.qalam.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import io.qalam.tenant.NeedsRole;
import io.qalam.tenant.Problem;
import io.qalam.tenant.Tenanted;
import io.qalam.tenant.Wording;
import jakarta.ejb.Stateless;
import jakarta.faces.view.ViewScoped;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.NamedNativeQueries;
import jakarta.persistence.NamedNativeQuery;
import jakarta.persistence.PersistenceContext;
import java.lang.annotation.Annotation;
import java.util.List;
import java.util.Set;
import org.hibernate.annotations.TenantId;

/** Holds the house: which room may know which, and where what may stand. */
@AnalyzeClasses(packages = "io.qalam", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  /** In the order of a post's way: a later one may import an earlier one, never the other way. */
  private static final List<String> STAGES =
      List.of(
          "ingestion",
          "prediction",
          "queue",
          "review",
          "adjudication",
          "trainingset",
          "training",
          "evaluation",
          "adapter");

  private static final List<String> BESIDE_THE_STAGES =
      List.of("tenant", "account", "labelschema", "outbox", "job");

  /** Entities of the system itself, which no tenant owns: docs/adr/0003-tenancy.md. */
  private static final Set<String> OF_THE_SYSTEM = Set.of("Tenant", "OutboxMessage", "Worker");

  /** Services that work before a tenant is known. */
  private static final Set<String> BEFORE_A_TENANT = Set.of("LoginService");

  /**
   * Methods that read a stream for long, outside a transaction, and store it through a @Tenanted
   * bean.
   */
  private static final Set<String> STREAMING = Set.of("IngestionService.ingest");

  /** Where a native query is written, each for a reason its Javadoc gives. */
  private static final Set<String> NATIVE = Set.of("TenantRepository", "PostSearchRepository");

  @ArchTest
  static void thereIsAHouseToHold(JavaClasses all) {
    assertThat(count(all, "io.qalam.tenant..")).isGreaterThanOrEqualTo(40);
    assertThat(count(all, "io.qalam.account..")).isGreaterThanOrEqualTo(20);
    assertThat(count(all, "io.qalam.trainer.protocol..")).isGreaterThanOrEqualTo(10);
    assertThat(count(all, "io.qalam.trainer..")).isGreaterThanOrEqualTo(30);
    assertThat(count(all, "io.qalam.launcher..")).isGreaterThanOrEqualTo(30);
    for (String stage : STAGES) {
      assertThat(count(all, "io.qalam." + stage + "..")).as(stage).isGreaterThanOrEqualTo(3);
    }
  }

  private static long count(JavaClasses all, String packages) {
    return all.stream().filter(resideInAPackage(packages)).count();
  }

  @ArchTest
  static void aStageKnowsNoLaterStage(JavaClasses all) {
    for (int i = 0; i < STAGES.size() - 1; i++) {
      String[] later =
          STAGES.subList(i + 1, STAGES.size()).stream().map(s -> room(s)).toArray(String[]::new);
      noClasses()
          .that()
          .resideInAPackage(room(STAGES.get(i)))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(later)
          .because("the arrows point up the post's way; announce an event instead")
          .check(all);
    }
  }

  @ArchTest
  static void whatStandsBesideTheStagesKnowsNoStage(JavaClasses all) {
    String[] stages = STAGES.stream().map(s -> room(s)).toArray(String[]::new);
    noClasses()
        .that()
        .resideInAnyPackage(BESIDE_THE_STAGES.stream().map(s -> room(s)).toArray(String[]::new))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(stages)
        .check(all);
  }

  @ArchTest
  static final ArchRule ROOMS_ARE_FREE_OF_CYCLES =
      slices().assignedFrom(new Rooms()).should().beFreeOfCycles();

  @ArchTest
  static final ArchRule THE_MODEL_KNOWS_NO_SERVICE_NO_PAGE_AND_NO_TRAINER =
      noClasses()
          .that()
          .resideInAPackage("io.qalam.*.model..")
          .should()
          .dependOnClassesThat(
              resideInAPackage("io.qalam..").and(not(resideInAPackage("io.qalam.*.model.."))));

  @ArchTest
  static final ArchRule NOTHING_USES_A_PAGE =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.qalam.*.web..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.qalam.*.web..");

  @ArchTest
  static final ArchRule PAGES_CALL_SERVICES_AND_NOT_REPOSITORIES =
      noClasses()
          .that()
          .resideInAPackage("io.qalam.*.web..")
          .should()
          .dependOnClassesThat()
          .haveSimpleNameEndingWith("Repository");

  @ArchTest
  static final ArchRule THE_TRAINER_STANDS_ALONE =
      noClasses()
          .that()
          .resideInAPackage("io.qalam.trainer..")
          .should()
          .dependOnClassesThat(
              resideInAPackage("io.qalam..").and(not(resideInAPackage("io.qalam.trainer.."))));

  @ArchTest
  static final ArchRule THE_SERVER_KNOWS_OF_THE_TRAINER_ONLY_THE_PROTOCOL =
      noClasses()
          .that(server())
          .should()
          .dependOnClassesThat(
              resideInAPackage("io.qalam.trainer..")
                  .and(not(resideInAPackage("io.qalam.trainer.protocol.."))));

  @ArchTest
  static final ArchRule DJL_IS_ONLY_IN_THE_TRAINER =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.qalam.trainer..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("ai.djl..");

  @ArchTest
  static final ArchRule THE_ENTITY_MANAGER_IS_ONLY_IN_REPOSITORIES =
      noClasses()
          .that()
          .haveSimpleNameNotEndingWith("Repository")
          .and()
          .doNotHaveSimpleName("TenantGuard") // Hibernate's session is one, and tells its tenant
          .should()
          .dependOnClassesThat()
          .areAssignableTo(EntityManager.class)
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(PersistenceContext.class);

  @ArchTest
  static final ArchRule ONLY_SERVICES_ARE_STATELESS =
      classes()
          .that()
          .areAnnotatedWith(Stateless.class)
          .should()
          .haveSimpleNameEndingWith("Service")
          .andShould()
          .resideOutsideOfPackages("..model..", "..web..");

  @ArchTest
  static final ArchRule EVERY_SERVICE_WORKS_IN_ITS_CALLERS_TENANT =
      classes()
          .that()
          .haveSimpleNameEndingWith("Service")
          .and(server())
          .and(notNamed(BEFORE_A_TENANT))
          .should(bindEveryMethodToATenantAndARole());

  @ArchTest
  static final ArchRule EVERY_ENTITY_CARRIES_ITS_TENANT =
      classes()
          .that()
          .areAnnotatedWith(Entity.class)
          .and(notNamed(OF_THE_SYSTEM))
          .should(carryATenantId());

  /** {@code TenantGuard} looks for it by this name. */
  @ArchTest
  static final ArchRule THE_TENANT_OF_AN_ENTITY_IS_CALLED_ONE_THING =
      fields().that().areAnnotatedWith(TenantId.class).should().haveName("tenantId");

  @ArchTest
  static final ArchRule NATIVE_QUERIES_ARE_LISTED =
      noClasses()
          .that(notNamed(NATIVE))
          .should()
          .callMethodWhere(
              DescribedPredicate.describe(
                  "it makes a native query",
                  call -> call.getTarget().getName().startsWith("createNative")))
          .orShould()
          .beAnnotatedWith(NamedNativeQuery.class)
          .orShould()
          .beAnnotatedWith(NamedNativeQueries.class);

  @ArchTest
  static final ArchRule A_VIEW_IS_CALLED_ONE =
      classes()
          .that()
          .areAnnotatedWith(ViewScoped.class)
          .should()
          .haveSimpleNameEndingWith("View")
          .andShould()
          .resideInAPackage("io.qalam.*.web..");

  @ArchTest
  static final ArchRule NO_CLASS_IS_NAMED_AFTER_NOTHING =
      noClasses()
          .should()
          .haveSimpleNameEndingWith("Util")
          .orShould()
          .haveSimpleNameEndingWith("Utils")
          .orShould()
          .haveSimpleNameEndingWith("Helper")
          .orShould()
          .haveSimpleNameEndingWith("Manager")
          .orShould()
          .resideInAnyPackage("..util..", "..common..", "..helper..", "..kernel..", "..core..");

  @ArchTest
  static final ArchRule NOTHING_PRINTS_A_STACK_TRACE =
      noClasses()
          .should()
          .callMethodWhere(
              DescribedPredicate.describe(
                  "it prints a stack trace",
                  call -> call.getTarget().getName().equals("printStackTrace")));

  @ArchTest
  static final ArchRule A_PROBLEM_SAYS_ONLY_WHAT_IS_IN_THE_BUNDLES =
      classes().that().areAssignableTo(Problem.class).should(beMadeOfWordingsAndNotOfTexts());

  private static ArchCondition<JavaClass> beMadeOfWordingsAndNotOfTexts() {
    return new ArchCondition<>("be made of wordings and values, never of a text") {
      @Override
      public void check(JavaClass problem, ConditionEvents events) {
        problem.getConstructors().stream()
            .filter(made -> takesAText(made.getRawParameterTypes()))
            .forEach(
                made -> events.add(SimpleConditionEvent.violated(problem, made.getFullName())));
      }
    };
  }

  /** A text that no wording follows; before a wording it is the name of a field. */
  private static boolean takesAText(List<JavaClass> parameters) {
    for (int i = 0; i < parameters.size(); i++) {
      boolean named =
          i + 1 < parameters.size() && parameters.get(i + 1).isEquivalentTo(Wording.class);
      if (parameters.get(i).isAssignableTo(CharSequence.class) && !named) {
        return true;
      }
    }
    return false;
  }

  @ArchTest
  static final ArchRule FIELDS_ARE_PRIVATE_OR_CONSTANT =
      fields()
          .that()
          .areDeclaredInClassesThat(server())
          .and()
          .areNotStatic()
          .should()
          .notBePublic();

  private static String room(String name) {
    return "io.qalam." + name + "..";
  }

  private static DescribedPredicate<JavaClass> server() {
    String[] rooms =
        java.util.stream.Stream.concat(STAGES.stream(), BESIDE_THE_STAGES.stream())
            .map(s -> room(s))
            .toArray(String[]::new);
    return resideInAnyPackage(rooms).as("reside in the server");
  }

  private static DescribedPredicate<JavaClass> notNamed(Set<String> names) {
    return DescribedPredicate.describe(
        "are not one of " + names, type -> !names.contains(type.getSimpleName()));
  }

  private static ArchCondition<JavaClass> bindEveryMethodToATenantAndARole() {
    return new ArchCondition<>("carry @Tenanted and @NeedsRole, itself or on every method") {
      @Override
      public void check(JavaClass service, ConditionEvents events) {
        service.getMethods().stream()
            .filter(method -> method.getModifiers().contains(JavaModifier.PUBLIC))
            .filter(method -> !STREAMING.contains(name(method)))
            .filter(method -> !carries(method, Tenanted.class) || !carries(method, NeedsRole.class))
            .forEach(
                method ->
                    events.add(SimpleConditionEvent.violated(service, name(method) + " does not")));
      }
    };
  }

  private static boolean carries(JavaMethod method, Class<? extends Annotation> annotation) {
    return method.isAnnotatedWith(annotation) || method.getOwner().isAnnotatedWith(annotation);
  }

  private static String name(JavaMethod method) {
    return method.getOwner().getSimpleName() + "." + method.getName();
  }

  private static ArchCondition<JavaClass> carryATenantId() {
    return new ArchCondition<>("carry @TenantId") {
      @Override
      public void check(JavaClass entity, ConditionEvents events) {
        boolean carries =
            entity.getAllFields().stream().anyMatch(f -> f.isAnnotatedWith(TenantId.class));
        if (!carries) {
          events.add(SimpleConditionEvent.violated(entity, entity.getName() + " has none"));
        }
      }
    };
  }

  /**
   * A stage is one room with its model and its pages. What stands beside the stages is a room per
   * module: a caller has a role and an account has a tenant, so that the two know each other.
   */
  private static final class Rooms implements SliceAssignment {

    @Override
    public SliceIdentifier getIdentifierOf(JavaClass type) {
      String[] name = type.getPackageName().split("\\.");
      if (name.length < 3 || name[2].equals("trainer") || name[2].equals("launcher")) {
        return SliceIdentifier.ignore();
      }
      return STAGES.contains(name[2])
          ? SliceIdentifier.of(name[2])
          : SliceIdentifier.of(type.getPackageName());
    }

    @Override
    public String getDescription() {
      return "rooms";
    }
  }
}
