package io.torcdb.deploy.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.torcdb.deploy.command.CommandFailed;
import io.torcdb.deploy.command.Role;
import io.torcdb.runtime.config.Config;
import io.torcdb.runtime.config.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ClusterPlanTest {
    private static final long GIB = 1L << 30;

    @TempDir private Path path = Path.of("");

    @Test
    void namesCountFromOneInEachRole() throws IOException {
        var plan = plan(3, 2, 3);

        assertThat(plan.members().stream().map(Member::name))
                .containsExactly(
                        "control-plane-1",
                        "control-plane-2",
                        "control-plane-3",
                        "storage-node-1",
                        "storage-node-2",
                        "storage-node-3",
                        "router-1",
                        "router-2");
    }

    @Test
    void eachFurtherRouterServesTenPortsOn() throws IOException {
        var routers = plan(1, 3, 1).of(Role.ROUTER);

        assertThat(routers.stream().map(Member::port)).containsExactly(8000, 8010, 8020);
        assertThat(routers.getFirst().adminPort()).isEqualTo(8002);
    }

    @Test
    void noTwoProcessesShareAPort() throws IOException {
        var ports = plan(9, 1, 9).members().stream().map(Member::port).sorted().toList();

        for (int i = 1; i < ports.size(); i++) {
            assertThat(ports.get(i) - ports.get(i - 1)).isGreaterThanOrEqualTo(3);
        }
    }

    @Test
    void whatIsWrittenIsReadBack() throws IOException {
        var folder = new ClusterFolder(path);
        var plan = plan(3, 1, 3).withSettings(Map.of("region", "a\\b", "account", "1"));

        plan.write(folder);

        assertThat(ClusterPlan.open(folder)).isEqualTo(plan);
    }

    @Test
    void aPlanOfAnotherFormatIsRefused() throws IOException {
        var folder = new ClusterFolder(path);
        var _ = Files.writeString(folder.plan(), "format=99\nkind=cluster\n");

        assertThatThrownBy(() -> ClusterPlan.open(folder)).isInstanceOf(CommandFailed.class);
    }

    @Test
    void aNameThatIsNotThereIsToldWithThoseThatAre() throws IOException {
        var plan = plan(1, 1, 1);

        assertThatThrownBy(() -> plan.named(List.of("router-2")))
                .isInstanceOf(CommandFailed.class)
                .hasMessageContaining("router-2")
                .hasMessageContaining("control-plane-1, storage-node-1, router-1");
    }

    @Test
    void allIsEveryOne() throws IOException {
        var plan = plan(2, 1, 1);

        assertThat(plan.named(List.of("all"))).isEqualTo(plan.members());
    }

    @Test
    void everyProcessGetsSettingsThatThereAre() throws IOException {
        var plan = plan(1, 1, 1);

        for (var member : plan.members()) {
            var config = plan.config(new ClusterFolder(path), member);
            assertThat(config.keySet()).allMatch(key -> Settings.find(key).isPresent());
        }
    }

    @Test
    void theSevenProcessesStayUnderFourGibibytes() throws IOException {
        var room = plan(3, 1, 3).members().stream().mapToLong(ClusterPlanTest::memoryBytes).sum();

        assertThat(room).isLessThan(4 * GIB);
    }

    /** Heap, direct memory and code as bounded, and what JVM, classes and stores take beside it. */
    private static long memoryBytes(Member member) {
        var beside = member.role() == Role.STORAGE_NODE ? 320L << 20 : 160L << 20;
        return beside
                + JvmOptions.of(member.role(), Config.of(Map.of()), "", "").stream()
                        .mapToLong(ClusterPlanTest::boundBytes)
                        .sum();
    }

    private static long boundBytes(String option) {
        if (option.startsWith("-Xmx")) {
            return Long.parseLong(option.substring("-Xmx".length()));
        }
        var direct = "-XX:MaxDirectMemorySize=";
        return option.startsWith(direct) ? Long.parseLong(option.substring(direct.length())) : 0;
    }

    private static ClusterPlan plan(int nodes, int routers, int controlPlanes) throws IOException {
        return ClusterPlan.born(
                new ClusterPlan.Wanted("127.0.0.1", 8000, nodes, routers, controlPlanes),
                new Random(7));
    }
}
