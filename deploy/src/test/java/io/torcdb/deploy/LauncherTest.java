package io.torcdb.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.torcdb.deploy.command.FreePorts;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** What the command line answers before anything is started. */
final class LauncherTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir private Path folder = Path.of("");

    @Test
    void theVersionNamesTheCommit() {
        assertThat(run("--version")).isZero();

        assertThat(out.toString()).matches("torc \\S+ \\(\\S+\\)\\s+");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--help",
                "start --help",
                "cluster --help",
                "cluster start --help",
                "cluster status --help",
                "cluster stop --help",
                "cluster kill --help",
                "cluster restart --help",
                "router --help",
                "storage-node --help",
                "control-plane --help",
                "admin --help",
                "admin status --help",
                "admin nodes --help",
                "admin groups --help",
                "admin partitions --help",
                "admin control-planes --help"
            })
    void everyCommandHasHelp(String command) {
        assertThat(run(command.split(" "))).isZero();

        assertThat(out.toString()).startsWith("Usage: torc");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--nonsense",
                "start --port many",
                "start --replicas 3",
                "cluster kill",
                "cluster kill storage-node-1 --signal HUP",
                "admin partitions",
                "fly"
            })
    void wrongUsageIsExitCodeTwo(String command) {
        assertThat(run(command.split(" "))).isEqualTo(2);

        assertThat(err.toString()).isNotEmpty();
    }

    @Test
    void optionsMayStandBeforeOrAfterNames() throws IOException {
        var endpoint = "http://127.0.0.1:" + FreePorts.findRun(1, new Random(7));

        assertThat(run("admin", "--endpoint", endpoint, "--json", "status")).isEqualTo(1);
        assertThat(run("admin", "partitions", "T", "--json", "--endpoint", endpoint)).isEqualTo(1);

        assertThat(err.toString()).contains("Nobody answers at http://127.0.0.1:");
    }

    @Test
    void anUnknownSettingIsRefused() {
        assertThat(run("start", "--data", folder.toString(), "--set", "colour=red")).isEqualTo(1);

        assertThat(err.toString()).startsWith("torc: There is no setting \"colour\" (in --set)");
    }

    @Test
    void anUnknownSettingInAFileIsRefused() throws IOException {
        var file = Files.writeString(folder.resolve("router.properties"), "colour=red\n");

        assertThat(run("router", "--config", file.toString())).isEqualTo(1);

        assertThat(err.toString()).startsWith("torc: There is no setting \"colour\"");
    }

    @Test
    void aMissingConfigurationFileIsTold() {
        assertThat(run("router", "--config", folder.resolve("none").toString())).isEqualTo(1);

        assertThat(err.toString()).contains("there is no such file");
    }

    @Test
    void aClusterThatIsNotThereIsTold() {
        assertThat(run("cluster", "status", "--data", folder.toString())).isEqualTo(1);

        assertThat(err.toString()).startsWith("torc: There is no cluster in " + folder);
    }

    @Test
    void dataOfItsOwnAndNoDataContradict() {
        assertThat(run("start", "--in-memory", "--data", folder.toString())).isEqualTo(1);

        assertThat(err.toString()).contains("not both");
    }

    @Test
    void wrongUsageIsOneSentenceAndWhereHelpIs() {
        assertThat(run("start", "--port", "many")).isEqualTo(2);

        assertThat(err.toString().lines())
                .containsExactly(
                        "torc: Invalid value for option '--port': 'many' is not an int",
                        "torc start --help explains it.");
    }

    @Test
    void aMistypedCommandBringsTheLikeliest() {
        assertThat(run("admin", "node")).isEqualTo(2);

        assertThat(err.toString()).contains("admin nodes").contains("torc admin --help");
    }

    @Test
    void noCommandShowsWhatThereIs() {
        assertThat(run()).isEqualTo(2);

        assertThat(err.toString()).contains("storage-node").contains("Usage: torc");
    }

    @Test
    void noNodesAreTooFew() {
        assertThat(run("start", "--in-memory", "--nodes", "0")).isEqualTo(1);

        assertThat(err.toString()).contains("--nodes must be from 1 to 9");
    }

    @Test
    void theFolderOfOneKindOfClusterIsRefusedByTheOther() throws IOException {
        var processes = Files.createDirectory(folder.resolve("processes"));
        var local = Files.createDirectory(folder.resolve("local"));
        var _ = Files.createFile(processes.resolve("cluster.properties"));
        var _ = Files.createFile(local.resolve("torc.properties"));

        assertThat(run("start", "--data", processes.toString())).isEqualTo(1);
        assertThat(run("cluster", "start", "--data", local.toString())).isEqualTo(1);

        assertThat(err.toString())
                .contains(processes + " was made by torc cluster start")
                .contains(local + " was made by torc start;");
    }

    @Test
    void aFolderThatCannotBeWrittenIsTold() throws IOException {
        var file = Files.createFile(folder.resolve("file"));

        assertThat(run("start", "--data", file.resolve("data").toString())).isEqualTo(1);

        assertThat(err.toString()).contains("cannot be used");
    }

    private int run(String... arguments) {
        CommandLine commandLine = Launcher.commandLine();
        commandLine.setOut(new PrintWriter(out, true));
        commandLine.setErr(new PrintWriter(err, true));
        return commandLine.execute(arguments);
    }
}
