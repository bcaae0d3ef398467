package io.torcdb.tests.differential;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** The differences that are faults of DynamoDB Local, with the rule that each breaks. */
enum KnownFault {
    NUMBERS_KEEP_THEIR_FORM("numbers come back in their canonical form, also inside documents") {
        @Override
        boolean explains(Operation operation, Answer torc, Answer local) {
            return torc.error().equals(local.error())
                    && canonical(local.text()).equals(canonical(torc.text()));
        }
    },

    NONE_TELLS_CAPACITY("ReturnConsumedCapacity NONE tells nothing, also for DeleteItem") {
        @Override
        boolean explains(Operation operation, Answer torc, Answer local) {
            return operation.request() instanceof DeleteItemRequest delete
                    && delete.returnConsumedCapacity() == ReturnConsumedCapacity.NONE
                    && withoutCapacity(local.text()).equals(torc.text());
        }
    },

    NOTHING_FOUND_IS_FREE("a query that reads nothing consumes the minimum") {
        @Override
        boolean explains(Operation operation, Answer torc, Answer local) {
            return operation.request() instanceof QueryRequest
                    && local.text().contains("CapacityUnits=0.0")
                    && withoutCapacity(local.text()).equals(withoutCapacity(torc.text()));
        }
    },

    REMOVING_MAKES_AN_ITEM("an update that only removes makes no item where there is none") {
        @Override
        boolean explains(Operation operation, Answer torc, Answer local) {
            return operation.request() instanceof UpdateItemRequest
                    && torc.text().endsWith(NOTHING_STORED)
                    && local.isSuccess();
        }
    },

    REMOVES_FROM_NO_ITEM(
            "to remove from a nested path of an item that does not exist is no error") {
        @Override
        boolean explains(Operation operation, Answer torc, Answer local) {
            return operation.request() instanceof UpdateItemRequest update
                    && TAKES_AWAY.matcher(String.valueOf(update.updateExpression())).find()
                    && torc.isSuccess()
                    && local.message().contains("document path provided in the update expression");
        }
    },

    SCHEMA_AFTER_CONDITION("the keys of indexes are checked before the condition is evaluated") {
        @Override
        boolean explains(Operation operation, Answer torc, Answer local) {
            return local.error().equals("ConditionalCheckFailedException")
                    && (torc.message().contains("Type mismatch for Index Key")
                            || torc.message().contains("Key attributes must be scalars"));
        }
    },

    UPDATES_BEFORE_CONDITION("the condition is evaluated before the update") {
        @Override
        boolean explains(Operation operation, Answer torc, Answer local) {
            return torc.error().equals("ConditionalCheckFailedException")
                    && EVALUATION.matcher(local.message()).find();
        }
    },

    VALUES_AFTER_CONDITION("values are checked before the condition is evaluated") {
        @Override
        boolean explains(Operation operation, Answer torc, Answer local) {
            return local.error().equals("ConditionalCheckFailedException")
                    && torc.message().contains("set  may not be empty");
        }
    },

    INDEX_KEYS_OF_ANY_TYPE("an update gives the key of an index a value of its type only") {
        @Override
        boolean explains(Operation operation, Answer torc, Answer local) {
            return local.isSuccess()
                    && operation.request() instanceof UpdateItemRequest
                    && (torc.message().contains("Type mismatch for Index Key")
                            || torc.message()
                                    .contains("update the secondary index key to unsupported"));
        }
    },

    EQUAL_NUMBERS_ARE_TWO_KEYS("keys are compared by value: 1 and 1.0 are one key twice") {
        @Override
        boolean explains(Operation operation, Answer torc, Answer local) {
            return operation.request() instanceof BatchGetItemRequest
                    && local.isSuccess()
                    && torc.message().contains("contains duplicates");
        }
    },

    EVALUATES_WHAT_IS_NOT_NEEDED(
            "if_not_exists does not evaluate its second operand when the first exists") {
        @Override
        boolean explains(Operation operation, Answer torc, Answer local) {
            return operation.request() instanceof UpdateItemRequest update
                    && String.valueOf(update.updateExpression()).contains("if_not_exists")
                    && torc.isSuccess()
                    && local.message().contains("attribute that does not exist in the item");
        }
    },

    ONE_ROW_HAS_A_NEXT_PAGE("a query that can find but one item tells no key to go on from") {
        @Override
        boolean explains(Operation operation, Answer torc, Answer local) {
            return operation.request() instanceof QueryRequest
                    && withoutCapacity(local.text())
                            .replaceAll(
                                    ", LastEvaluatedKey=\\{[^}]*}], \\[(Items=\\[], )?"
                                            + "Count=0, ScannedCount=0]]$",
                                    "]]")
                            .equals(withoutCapacity(torc.text()));
        }
    },

    WHAT_HAS_NO_SIZE_DIFFERS("a comparison of the size of what has none is false, also with <>") {
        @Override
        boolean explains(Operation operation, Answer torc, Answer local) {
            String asked = operation.request().toString();
            return asked.contains("size(") && asked.contains("<>");
        }
    },

    TELLS_MORE_THAN_WAS_UPDATED(
            "of a nested path UPDATED_NEW and UPDATED_OLD return the leaf only") {
        @Override
        boolean explains(Operation operation, Answer torc, Answer local) {
            return operation.request() instanceof UpdateItemRequest update
                    && UPDATED.contains(update.returnValues())
                    && NESTED.matcher(String.valueOf(update.updateExpression())).find()
                    && !stored(torc).isEmpty()
                    && stored(torc).equals(stored(local));
        }
    },

    FILTERS_WHAT_IS_NOT_PROJECTED(
            "what a filter needs and a local index does not hold is fetched from the table") {
        @Override
        boolean explains(Operation operation, Answer torc, Answer local) {
            return operation.request() instanceof ScanRequest scan
                    && scan.indexName() != null
                    && local.message().contains("Type mismatch for attribute to update");
        }
    };

    private static final Pattern EVALUATION =
            Pattern.compile(
                    "attribute that does not exist in the item"
                            + "|path provided in the update expression is invalid"
                            + "|operand in the update expression has an incorrect data type");
    private static final Pattern TAKES_AWAY = Pattern.compile("REMOVE|DELETE");
    private static final String NOTHING_STORED = " then [[]]";
    private static final Pattern CAPACITY =
            Pattern.compile(
                    ",? ?ConsumedCapacity=\\[TableName=[^,\\]]*, CapacityUnits=[0-9.]+"
                            + "(, Table=\\[CapacityUnits=[0-9.]+\\])?"
                            + "(, LocalSecondaryIndexes=\\{[^}]*\\})?\\]");
    private static final Set<ReturnValue> UPDATED =
            EnumSet.of(ReturnValue.UPDATED_NEW, ReturnValue.UPDATED_OLD);
    private static final Pattern NESTED = Pattern.compile("[a-z0-9][.\\[]");
    private static final Pattern ZERO = Pattern.compile("(?<![0-9.])-?0(\\.0+)?(?![0-9.])");
    private static final Pattern FRACTION_OF_ZEROS = Pattern.compile("([0-9])\\.0+(?![0-9])");
    private static final Pattern TRAILING_ZERO = Pattern.compile("(\\.[0-9]*[1-9])0+(?![0-9])");

    private final String rule;

    KnownFault(String rule) {
        this.rule = rule;
    }

    abstract boolean explains(Operation operation, Answer torc, Answer local);

    /** Returns the fault that explains a difference, if one does. */
    static Optional<KnownFault> of(Operation operation, Answer torc, Answer local) {
        for (KnownFault fault : values()) {
            if (fault.explains(operation, torc, local)) {
                return Optional.of(fault);
            }
        }
        return Optional.empty();
    }

    private static String canonical(String text) {
        return FRACTION_OF_ZEROS
                .matcher(TRAILING_ZERO.matcher(ZERO.matcher(text).replaceAll("0")).replaceAll("$1"))
                .replaceAll("$1")
                .replace("1e3", "1000")
                .replace("1E-5", "0.00001");
    }

    /** Returns what was stored after an operation that both have done. */
    private static String stored(Answer answer) {
        int at = answer.text().indexOf(" then ");
        return at < 0 ? "" : answer.text().substring(at);
    }

    private static String withoutCapacity(String text) {
        return CAPACITY.matcher(text).replaceAll("");
    }

    @Override
    public String toString() {
        return name() + " (" + rule + ")";
    }
}
