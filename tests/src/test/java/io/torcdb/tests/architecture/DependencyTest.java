package io.torcdb.tests.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Who may depend on whom. */
final class DependencyTest {
    private static final JavaClasses TORC =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    // Generated, large, and nobody's to tidy.
                    .withImportOption(place -> !place.contains("/io/torcdb/proto/"))
                    .importPackages("io.torcdb");

    private static final String MODEL = "io.torcdb.model..";
    private static final String[] ROUTER = {"io.torcdb.router.."};
    private static final String[] NODE = {"io.torcdb.node.."};
    private static final String[] CONTROL = {"io.torcdb.control.."};

    @Test
    void theModelDependsOnNothingButItsHash() {
        noClasses()
                .that()
                .resideInAPackage(MODEL)
                .should()
                .dependOnClassesThat()
                .resideOutsideOfPackages(
                        MODEL,
                        "java..",
                        "org.jspecify..",
                        "com.google.errorprone.annotations..",
                        "com.dynatrace.hash4j..")
                .because("its semantics are pure; bring what it needs as an argument")
                .check(TORC);
    }

    @Test
    void thePackagesHaveNoCycles() {
        slices().matching("io.torcdb.(**)").should().beFreeOfCycles().check(TORC);
    }

    @ParameterizedTest(name = "{0} knows nothing of {1}")
    @MethodSource("strangers")
    void processesMeetOnlyInMessages(String from, String to) {
        noClasses()
                .that()
                .resideInAPackage(from)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(to)
                .because("router, storage node and control plane meet only in proto")
                .allowEmptyShould(true)
                .check(TORC);
    }

    static Stream<Arguments> strangers() {
        return Stream.of(
                Arguments.of(ROUTER[0], NODE[0]),
                Arguments.of(ROUTER[0], CONTROL[0]),
                Arguments.of(ROUTER[0], "io.torcdb.replication.."),
                Arguments.of(NODE[0], ROUTER[0]),
                Arguments.of(NODE[0], CONTROL[0]),
                Arguments.of(CONTROL[0], ROUTER[0]),
                Arguments.of(CONTROL[0], NODE[0]),
                Arguments.of("io.torcdb.runtime..", "io.torcdb.replication.."),
                Arguments.of("io.torcdb.router.operation..", "io.torcdb.router.http.."),
                Arguments.of("io.torcdb.router.operation..", "io.torcdb.router.grpc.."),
                Arguments.of("io.torcdb.router.http..", "io.torcdb.router.grpc.."),
                Arguments.of("io.torcdb.router.grpc..", "io.torcdb.router.http.."),
                Arguments.of("io.torcdb.router.routing..", "io.torcdb.router.operation.."),
                Arguments.of("io.torcdb.node.group..", "io.torcdb.node.rpc.."),
                Arguments.of("io.torcdb.node.store..", "io.torcdb.node.group.."));
    }

    @ParameterizedTest(name = "{0} is seen only in {1}")
    @MethodSource("libraries")
    void eachLibraryHasItsRooms(String library, String[] rooms) {
        noClasses()
                .that()
                .resideOutsideOfPackages(rooms)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library)
                .because("a library is seen only in its rooms, so that it can be replaced there")
                .check(TORC);
    }

    static Stream<Arguments> libraries() {
        return Stream.of(
                library("org.apache.ratis..", "io.torcdb.replication.ratis.."),
                library("org.rocksdb..", "io.torcdb.node.store.rocks.."),
                library("io.micrometer..", "io.torcdb.runtime.admin..", "io.torcdb.deploy.."),
                library(
                        "io.grpc..",
                        "io.torcdb.runtime.grpc..",
                        "io.torcdb.router.grpc..",
                        "io.torcdb.proto.."),
                library(
                        "io.netty..",
                        "io.torcdb.router.http..",
                        "io.torcdb.runtime.grpc..",
                        "io.torcdb.router.grpc.."),
                library(
                        "tools.jackson..",
                        "io.torcdb.router.http..",
                        "io.torcdb.runtime.admin..",
                        "io.torcdb.deploy..",
                        "io.torcdb.bench.."),
                library("picocli..", "io.torcdb.deploy..", "io.torcdb.bench.."),
                library("ch.qos.logback..", "io.torcdb.deploy.."),
                library("com.dynatrace.hash4j..", "io.torcdb.model.ring.."));
    }

    private static Arguments library(String library, String... rooms) {
        return Arguments.of(library, rooms);
    }

    @ParameterizedTest(name = "{0}.{1}")
    @MethodSource("bannedCalls")
    void timeChanceAndThreadsComeFromThePlatform(Class<?> owner, String method, String instead) {
        noClasses()
                .that()
                .resideOutsideOfPackages("io.torcdb.runtime..", "io.torcdb.proto..")
                .should()
                .callMethodWhere(
                        com.tngtech.archunit.core.domain.JavaCall.Predicates.target(
                                        com.tngtech.archunit.core.domain.properties.HasOwner
                                                .Predicates.With.owner(
                                                com.tngtech.archunit.core.domain.JavaClass
                                                        .Predicates.type(owner)))
                                .and(
                                        com.tngtech.archunit.core.domain.JavaCall.Predicates.target(
                                                com.tngtech.archunit.core.domain.properties.HasName
                                                        .Predicates.nameMatching(method))))
                .because("it cannot be simulated; use " + instead)
                .check(TORC);
    }

    static Stream<Arguments> bannedCalls() {
        return Stream.of(
                Arguments.of(System.class, "nanoTime|currentTimeMillis", "Platform.time()"),
                Arguments.of(java.time.Instant.class, "now", "Platform.time()"),
                Arguments.of(java.time.Clock.class, "system.*", "Platform.time()"),
                Arguments.of(
                        Thread.class, "sleep|startVirtualThread", "Platform.time(), .threads()"),
                Arguments.of(java.util.UUID.class, "randomUUID", "Platform.random()"),
                Arguments.of(Math.class, "random", "Platform.random()"),
                Arguments.of(
                        java.util.concurrent.ThreadLocalRandom.class,
                        "current",
                        "Platform.random()"),
                Arguments.of(java.util.concurrent.Executors.class, ".*", "Platform.threads()"));
    }

    @Test
    void staticFieldsAreFinal() {
        ArchRule rule =
                fields().that()
                        .areStatic()
                        .and()
                        .areDeclaredInClassesThat()
                        .resideOutsideOfPackages("io.torcdb.proto..")
                        .should()
                        .haveModifier(JavaModifier.FINAL)
                        .because("state belongs to objects; pass it through constructors");

        rule.check(TORC);
    }
}
