package io.torcdb.tests.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The quick start of the README with the AWS CLI. */
@NeedsCommand("aws")
@ExtendWith(OnLocalCluster.class)
final class AwsCliTest {
    private static final String KEY =
            "{\"Artist\":{\"S\":\"Nina\"},\"Song\":{\"S\":\"Sinnerman\"}}";
    private static final long LONGEST_SECONDS = 60;

    private final Database database;
    private final Path folder;

    AwsCliTest(Database database, @TempDir Path folder) {
        this.database = database;
        this.folder = folder;
    }

    @Test
    void theQuickStartWorksAsWritten() throws IOException, InterruptedException {
        String table = database.newName();
        var _ =
                aws(
                        "create-table",
                        table,
                        "--billing-mode PAY_PER_REQUEST --attribute-definitions"
                                + " AttributeName=Artist,AttributeType=S"
                                + " AttributeName=Song,AttributeType=S --key-schema"
                                + " AttributeName=Artist,KeyType=HASH AttributeName=Song,KeyType=RANGE");
        database.awaitActive(table);
        var _ = aws("put-item", table, "--item", KEY.replace("}}", "},\"Plays\":{\"N\":\"1\"}}"));

        String updated =
                aws(
                        "update-item",
                        table,
                        "--return-values ALL_NEW",
                        "--key",
                        KEY,
                        "--update-expression",
                        "SET Plays = Plays + :one",
                        "--expression-attribute-values",
                        "{\":one\":{\"N\":\"1\"}}");
        String found =
                aws(
                        "query",
                        table,
                        "--key-condition-expression",
                        "Artist = :a",
                        "--expression-attribute-values",
                        "{\":a\":{\"S\":\"Nina\"}}");

        assertThat(updated).contains("\"N\": \"2\"");
        assertThat(found).contains("Sinnerman").contains("\"Count\": 1");
    }

    /** Runs a command of {@code aws dynamodb}; the first of {@code more} is split at its spaces. */
    private String aws(String command, String table, String... more)
            throws IOException, InterruptedException {
        var words =
                new ArrayList<>(
                        List.of(
                                "aws",
                                "dynamodb",
                                command,
                                "--endpoint-url",
                                database.url(),
                                "--table-name",
                                table));
        words.addAll(List.of(more[0].split(" ")));
        words.addAll(List.of(more).subList(1, more.length));
        Path output = folder.resolve("output");
        var builder =
                new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment()
                .putAll(
                        Map.of(
                                "AWS_ACCESS_KEY_ID", "any",
                                "AWS_SECRET_ACCESS_KEY", "any",
                                "AWS_DEFAULT_REGION", "us-east-1",
                                "AWS_PAGER", ""));
        Process process = builder.start();
        boolean ended = process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS);
        process.destroyForcibly();
        String text = Files.readString(output, StandardCharsets.UTF_8);
        assertThat(ended).as(text).isTrue();
        assertThat(process.exitValue()).as(text).isZero();
        return text;
    }
}
