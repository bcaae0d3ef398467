package io.torcdb.tests.conformance;

import java.io.File;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * A suite that needs a command of this machine and says so when it is missing. Where {@code
 * TORC_SKIP_IS_FAILURE} is true, as in CI, a missing command is a failure.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(NeedsCommand.OnPath.class)
@interface NeedsCommand {
    /** The command's name. */
    String value();

    /** Looks for the command. */
    final class OnPath implements ExecutionCondition {
        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            String command =
                    AnnotationSupport.findAnnotation(context.getElement(), NeedsCommand.class)
                            .map(NeedsCommand::value)
                            .orElse("");
            if (command.isEmpty() || isOnPath(command)) {
                return ConditionEvaluationResult.enabled("there is " + command);
            }
            String why = "skipped: the command " + command + " is not installed";
            if (Boolean.parseBoolean(System.getenv("TORC_SKIP_IS_FAILURE"))) {
                throw new IllegalStateException(why);
            }
            return ConditionEvaluationResult.disabled(why);
        }

        private static boolean isOnPath(String command) {
            String path = System.getenv("PATH");
            return path != null
                    && Pattern.compile(Pattern.quote(File.pathSeparator))
                            .splitAsStream(path)
                            .anyMatch(folder -> Files.isExecutable(Path.of(folder, command)));
        }
    }
}
