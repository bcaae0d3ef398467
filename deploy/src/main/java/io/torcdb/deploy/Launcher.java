package io.torcdb.deploy;

import io.torcdb.deploy.admin.AdminCommand;
import io.torcdb.deploy.cluster.ClusterCommand;
import io.torcdb.deploy.command.CommandFailed;
import io.torcdb.deploy.command.Role;
import io.torcdb.replication.ReplicationException;
import io.torcdb.runtime.config.ConfigException;
import java.io.IOException;
import java.io.UncheckedIOException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The program {@code torc}. */
@Command(
        name = "torc",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        description = {
            "A self-hosted, horizontally scaled database that speaks the DynamoDB API.",
            "",
            "New here? Run @|bold torc start|@ and point any AWS SDK or the AWS CLI at"
                    + " http://127.0.0.1:8000.",
            ""
        },
        footer = {
            "",
            "Exit codes: 0 done; 1 could not, standard error says why; 2 wrong usage.",
            "@|bold torc COMMAND --help|@ explains a command."
        })
public final class Launcher {
    private static final int FAILED = 1;
    private static final int HELP_WIDTH = 100;

    /** Runs the command that {@code arguments} name. */
    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        var commandLine =
                new CommandLine(new Launcher())
                        .addSubcommand(new StartCommand())
                        .addSubcommand(new ClusterCommand())
                        .addSubcommand(new AdminCommand())
                        .addSubcommand(RoleCommand.of(Role.ROUTER))
                        .addSubcommand(RoleCommand.of(Role.STORAGE_NODE))
                        .addSubcommand(RoleCommand.of(Role.CONTROL_PLANE));
        commandLine.setUsageHelpWidth(HELP_WIDTH);
        commandLine.setExecutionExceptionHandler((failure, command, _) -> {
            command.getErr().println("torc: " + sentence(failure));
            return FAILED;
        });
        commandLine.setParameterExceptionHandler((wrong, _) -> wrongUsage(wrong));
        return commandLine;
    }

    /** Says what is wrong and where help is; a command that wants another shows what there is. */
    private static int wrongUsage(ParameterException wrong) {
        var command = wrong.getCommandLine();
        var err = command.getErr();
        var name = command.getCommandSpec().qualifiedName();
        err.println("torc: " + wrong.getMessage());
        if (wrong instanceof UnmatchedArgumentException unmatched) {
            var _ = UnmatchedArgumentException.printSuggestions(unmatched, err);
        } else if (!command.getSubcommands().isEmpty()) {
            command.usage(err);
        }
        err.println(name + " --help explains it.");
        return command.getCommandSpec().exitCodeOnInvalidInput();
    }

    private static String sentence(Exception failure) {
        return switch (failure) {
            case CommandFailed expected -> String.valueOf(expected.getMessage());
            case ConfigException expected -> String.valueOf(expected.getMessage());
            case ReplicationException expected -> String.valueOf(expected.getMessage());
            case IOException expected -> String.valueOf(expected.getMessage());
            case UncheckedIOException expected -> String.valueOf(expected.getMessage());
            default -> {
                failure.printStackTrace();
                yield "this is a fault in Torc (see above), please report it: " + failure;
            }
        };
    }
}
