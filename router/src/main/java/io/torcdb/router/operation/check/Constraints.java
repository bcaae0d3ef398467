package io.torcdb.router.operation.check;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.torcdb.model.outcome.Failure;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Collects what a request breaks of the constraints of the published model, worded as DynamoDB
 * words it. Not safe for use by many threads.
 */
public final class Constraints {
    /** More problems are not told. */
    public static final int MAX_PROBLEMS = 10;

    public static final List<String> RETURN_VALUES =
            List.of("ALL_NEW", "UPDATED_OLD", "ALL_OLD", "NONE", "UPDATED_NEW");
    public static final List<String> RETURN_VALUES_ON_FAILURE = List.of("ALL_OLD", "NONE");
    public static final List<String> SELECT =
            List.of("SPECIFIC_ATTRIBUTES", "COUNT", "ALL_ATTRIBUTES", "ALL_PROJECTED_ATTRIBUTES");
    public static final List<String> RETURN_CONSUMED_CAPACITY = List.of("INDEXES", "TOTAL", "NONE");
    public static final List<String> RETURN_ITEM_COLLECTION_METRICS = List.of("SIZE", "NONE");
    public static final List<String> KEY_TYPE = List.of("HASH", "RANGE");
    public static final List<String> ATTRIBUTE_TYPE = List.of("B", "N", "S");
    public static final List<String> BILLING_MODE = List.of("PROVISIONED", "PAY_PER_REQUEST");
    public static final List<String> PROJECTION_TYPE = List.of("ALL", "INCLUDE", "KEYS_ONLY");
    public static final List<String> TABLE_CLASS =
            List.of("STANDARD", "STANDARD_INFREQUENT_ACCESS");

    private static final String NAME_PATTERN = "[a-zA-Z0-9_.-]+";
    private static final Pattern NAME = Pattern.compile(NAME_PATTERN);
    private static final String ARN_BEGINS = "arn:";
    private static final Pattern TABLE_ARN =
            Pattern.compile("arn:[^:/]+:dynamodb:[^:/]*:[^:/]*:table/" + NAME_PATTERN);
    private static final int MAX_NAME_OR_ARN = 1024;
    private static final int MIN_NEW_NAME = 3;
    private static final int MAX_NEW_NAME = 255;

    private final List<String> problems = new ArrayList<>();

    /** A table's name or ARN, as data operations take it; its problems are told alone. */
    public static Optional<Failure> ofTableName(Optional<String> name) {
        var constraints = new Constraints().present("tableName", name);
        name.ifPresent(text -> {
            constraints.length("tableName", text, 1, MAX_NAME_OR_ARN);
            if (!NAME.matcher(text).matches() && !text.startsWith(ARN_BEGINS)) {
                constraints.broken(
                        text, "tableName", "satisfy regular expression pattern: " + NAME_PATTERN);
            }
        });
        return constraints
                .failure()
                .or(() ->
                        name.filter(text -> text.startsWith(ARN_BEGINS))
                                .flatMap(Constraints::ofTableArn));
    }

    /** The ARN of a table, of whatever region and account. */
    public static Optional<Failure> ofTableArn(String arn) {
        return TABLE_ARN.matcher(arn).matches()
                ? Optional.empty()
                : Optional.of(
                        new Failure.Invalid(
                                "Invalid TableArn: Invalid ResourceArn provided as input " + arn));
    }

    /** The names or ARNs of a batch's tables; the problem of the first is told alone. */
    public static Optional<Failure> ofTableNames(Collection<String> names) {
        for (String name : names) {
            boolean arn = name.startsWith(ARN_BEGINS) && name.length() <= MAX_NAME_OR_ARN;
            if (arn && ofTableArn(name).isPresent()) {
                return ofTableArn(name);
            }
            if (!arn && (name.length() > MAX_NAME_OR_ARN || !NAME.matcher(name).matches())) {
                var constraints = new Constraints();
                constraints.problem(
                        "Value '{"
                                + shortened(name)
                                + "=...}' at 'requestItems' failed to satisfy constraint: Map keys"
                                + " must satisfy constraint: [Member must have length less than or"
                                + " equal to "
                                + MAX_NAME_OR_ARN
                                + ", Member must have length greater than or equal to 1, Member"
                                + " must satisfy regular expression pattern: "
                                + NAME_PATTERN
                                + "]");
                return constraints.failure();
            }
        }
        return Optional.empty();
    }

    private static String shortened(String name) {
        return name.length() > MAX_NAME_OR_ARN ? name.substring(0, MAX_NAME_OR_ARN) : name;
    }

    /** The name of a table to be made. */
    public static Optional<Failure> ofNewTableName(String name) {
        return new Constraints().name("tableName", name).failure();
    }

    /** The name of a table or index to be made. */
    @CanIgnoreReturnValue
    public Constraints name(String path, String value) {
        if (!NAME.matcher(value).matches()) {
            broken(value, path, "satisfy regular expression pattern: " + NAME_PATTERN);
        }
        return length(path, value, MIN_NEW_NAME, MAX_NEW_NAME);
    }

    @CanIgnoreReturnValue
    public Constraints present(String path, Optional<?> value) {
        if (value.isEmpty()) {
            problem(
                    "Value null at '"
                            + path
                            + "' failed to satisfy constraint: Member must not be null");
        }
        return this;
    }

    @CanIgnoreReturnValue
    public Constraints oneOf(String path, Optional<String> value, List<String> allowed) {
        value.filter(text -> !allowed.contains(text))
                .ifPresent(text ->
                        broken(
                                text,
                                path,
                                "satisfy enum value set: [" + String.join(", ", allowed) + "]"));
        return this;
    }

    @CanIgnoreReturnValue
    public Constraints atLeast(String path, Optional<? extends Number> value, long least) {
        value.filter(number -> number.longValue() < least)
                .ifPresent(number ->
                        broken(number, path, "have value greater than or equal to " + least));
        return this;
    }

    /**
     * Like {@link #atLeast}, in the newer words, which have a capital and do not tell the value.
     */
    @CanIgnoreReturnValue
    public Constraints atLeastUntold(String member, Optional<? extends Number> value, long least) {
        value.filter(number -> number.longValue() < least)
                .ifPresent(_ ->
                        problem(
                                "Value at '"
                                        + member
                                        + "' failed to satisfy constraint: Member must have value"
                                        + " greater than or equal to "
                                        + least));
        return this;
    }

    @CanIgnoreReturnValue
    public Constraints atMost(String path, Optional<? extends Number> value, long most) {
        value.filter(number -> number.longValue() > most)
                .ifPresent(
                        number -> broken(number, path, "have value less than or equal to " + most));
        return this;
    }

    @CanIgnoreReturnValue
    public Constraints length(String path, String value, int least, int most) {
        if (value.length() < least) {
            broken(value, path, "have length greater than or equal to " + least);
        }
        if (value.length() > most) {
            broken(value, path, "have length less than or equal to " + most);
        }
        return this;
    }

    @CanIgnoreReturnValue
    public Constraints size(String path, List<?> list, int least, int most) {
        if (list.size() < least) {
            broken(list, path, "have length greater than or equal to " + least);
        }
        if (list.size() > most) {
            broken(list, path, "have length less than or equal to " + most);
        }
        return this;
    }

    /** The length of a list in the newer form, which has capitals and does not show the value. */
    @CanIgnoreReturnValue
    public Constraints sizeUnseen(String path, List<?> list, int least, int most) {
        if (list.size() < least) {
            unseen(path, "have length greater than or equal to " + least);
        }
        if (list.size() > most) {
            unseen(path, "have length less than or equal to " + most);
        }
        return this;
    }

    /** The lengths of a map's lists. */
    @CanIgnoreReturnValue
    public Constraints sizeOfMember(
            String path, Map.Entry<String, ? extends List<?>> member, int least, int most) {
        int size = member.getValue().size();
        if (size < least || size > most) {
            problem(
                    "Value '{"
                            + member.getKey()
                            + "=[...]}' at '"
                            + path
                            + "' failed to satisfy constraint: Map value must satisfy constraint:"
                            + " [Member must have length less than or equal to "
                            + most
                            + ", Member must have length greater than or equal to "
                            + least
                            + "]");
        }
        return this;
    }

    private void unseen(String path, String rule) {
        problem("Value at '" + path + "' failed to satisfy constraint: Member must " + rule);
    }

    private void broken(Object value, String path, String rule) {
        problem(
                "Value '"
                        + value
                        + "' at '"
                        + path
                        + "' failed to satisfy constraint: Member must "
                        + rule);
    }

    private void problem(String text) {
        if (problems.size() < MAX_PROBLEMS) {
            problems.add(text);
        }
    }

    /** Returns the failure that tells the first problem alone, as UpdateItem does. */
    public Optional<Failure> firstFailure() {
        problems.subList(Math.min(1, problems.size()), problems.size()).clear();
        return failure();
    }

    /** Returns the failure that tells all problems, or nothing when there are none. */
    public Optional<Failure> failure() {
        if (problems.isEmpty()) {
            return Optional.empty();
        }
        String head =
                problems.size() == 1
                        ? "1 validation error detected: "
                        : problems.size() + " validation errors detected: ";
        return Optional.of(new Failure.Invalid(head + String.join("; ", problems)));
    }
}
