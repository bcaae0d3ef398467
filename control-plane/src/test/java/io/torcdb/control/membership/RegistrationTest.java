package io.torcdb.control.membership;

import static org.assertj.core.api.Assertions.assertThat;

import io.torcdb.control.TestCatalog;
import io.torcdb.control.catalog.Plan;
import io.torcdb.model.catalog.CatalogChange.NodeRegistered;
import io.torcdb.model.catalog.CatalogImage;
import io.torcdb.model.catalog.NodeInfo;
import io.torcdb.model.catalog.NodeState;
import io.torcdb.model.outcome.Failure;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class RegistrationTest {
    private final CatalogImage cluster = TestCatalog.cluster(2, 1);

    private static NodeInfo node(long id, String incarnation, String address) {
        return new NodeInfo(id, incarnation, address, "h:9", "z", 2, NodeState.ACTIVE);
    }

    private static CatalogImage done(CatalogImage image, Registration registration) {
        return switch (registration.plan().on(image)) {
            case Plan.Step.Propose(var change) -> image.with(change).orElseThrow();
            case Plan.Step.Nothing() -> image;
            case Plan.Step.Refuse(var failure) -> throw new AssertionError(failure);
        };
    }

    private static Class<?> refusal(CatalogImage image, Registration registration) {
        return switch (registration.plan().on(image)) {
            case Plan.Step.Refuse(var failure) -> failure.getClass();
            case Plan.Step other -> other.getClass();
        };
    }

    @Test
    void aNewNodeGetsAnIdThatNobodyHad() {
        var registration = new Registration(0, node(0, "new", "h:1"));

        var image = done(cluster, registration);

        assertThat(registration.known(image).orElseThrow().id()).isEqualTo(cluster.nextId());
        assertThat(image.nodes()).hasSize(3);
    }

    @Test
    void aRegistrationWhoseAnswerWasLostIsNotMadeTwice() {
        var registration = new Registration(0, node(0, "new", "h:1"));
        var image = done(cluster, registration);

        assertThat(registration.plan().on(image)).isEqualTo(Plan.nothing());
    }

    @Test
    void aNodeThatMovedKeepsItsId() {
        var image = done(cluster, new Registration(0, node(0, "new", "h:1")));
        var id = cluster.nextId();

        var moved = done(image, new Registration(42, node(id, "new", "elsewhere:1")));

        assertThat(moved.node(id).orElseThrow().address()).isEqualTo("elsewhere:1");
        assertThat(moved.nodes()).hasSize(3);
    }

    @Test
    void anEmptiedFolderIsANewNode() {
        var image = done(cluster, new Registration(0, node(0, "new", "h:1")));

        var again = done(image, new Registration(0, node(0, "newer", "h:1")));

        assertThat(again.nodes()).hasSize(4);
    }

    @Test
    void whatDoesNotBelongIsRefusedForGood() {
        assertThat(refusal(cluster, new Registration(41, node(0, "new", "h:1"))))
                .isEqualTo(Failure.Invalid.class);
        assertThat(refusal(cluster, new Registration(42, node(77, "new", "h:1"))))
                .isEqualTo(Failure.Invalid.class);
        assertThat(refusal(cluster, new Registration(42, node(1, "i2", "h:1"))))
                .isEqualTo(Failure.Invalid.class);
        assertThat(refusal(CatalogImage.EMPTY, new Registration(42, node(1, "i1", "h:1"))))
                .isEqualTo(Failure.Invalid.class);
        assertThat(refusal(cluster, new Registration(0, node(0, "", "h:1"))))
                .isEqualTo(Failure.Invalid.class);
    }

    @Test
    void beforeTheClusterIsBornItIsAskedAgain() {
        assertThat(refusal(CatalogImage.EMPTY, new Registration(0, node(0, "new", "h:1"))))
                .isEqualTo(Failure.Unavailable.class);
    }

    @Test
    void aDecommissionedNodeNeverComesBack() {
        var gone = new NodeInfo(1, "i1", "h:101", "h:201", "", 1, NodeState.DECOMMISSIONED);
        var image = cluster.with(new NodeRegistered(cluster.version(), gone)).orElseThrow();

        assertThat(refusal(image, new Registration(42, node(1, "i1", "h:1"))))
                .isEqualTo(Failure.Invalid.class);
    }

    @Test
    void aClusterIsBornOnce() {
        var plan = new ClusterBirth(3, 3, 3).plan(RandomGenerator.getDefault());

        assertThat(plan.on(CatalogImage.EMPTY)).isInstanceOf(Plan.Step.Propose.class);
        assertThat(plan.on(cluster)).isEqualTo(Plan.nothing());
    }
}
