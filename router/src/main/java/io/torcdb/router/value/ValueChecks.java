package io.torcdb.router.value;

import io.torcdb.model.item.AttributeValue;
import io.torcdb.model.item.AttributeValue.BinarySet;
import io.torcdb.model.item.AttributeValue.NullValue;
import io.torcdb.model.item.AttributeValue.NumberSet;
import io.torcdb.model.item.AttributeValue.NumberValue;
import io.torcdb.model.item.AttributeValue.StringSet;
import io.torcdb.model.item.Binary;
import io.torcdb.model.item.Numbers;
import io.torcdb.model.outcome.Failure;
import io.torcdb.model.outcome.Outcome;
import io.torcdb.model.outcome.Sentences;
import io.torcdb.model.request.Request;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/**
 * Checks the values of one request while they are read. The first that cannot be is noted, of
 * placeholders apart from the others; each such value is read as null, so that reading can go on.
 * Bounded in depth and in the number of values, whatever the request holds. For one thread.
 */
public final class ValueChecks {
    /** The deepest nesting of a value, the leaf counted. */
    public static final int MAX_DEPTH = 32;

    /**
     * The most values that one item, or all placeholders together, may hold; a batch may hold as
     * many in each of its items. Placeholders have 2 MiB, and a value has two bytes or more.
     */
    public static final int MAX_VALUES = 1 << 20;

    /** More elements than all lists and maps of a request may have, but for values. */
    public static final int MAX_ELEMENTS = 50_000;

    /** The longest name of an attribute, in bytes of UTF-8. */
    public static final int MAX_NAME_BYTES = 65_535;

    /** More placeholders for names than expressions of the largest size can use. */
    public static final int MAX_NAMES = 50_000;

    /** More missing members are not told. */
    private static final int MAX_MISSING = 10;

    /** The most of a message that is shown, since it may echo what was sent. */
    public static final int MAX_MESSAGE = 2_000;

    /** What stands for a value that cannot be. */
    public static final AttributeValue NOTHING = new NullValue();

    private static final int MAX_BYTES_PER_CHAR = 3;
    private static final int MAX_ECHO = 1_000;
    private static final String EMPTY =
            "Supplied AttributeValue is empty, must contain exactly one of the supported datatypes";
    private static final String PARAMETERS = Sentences.INVALID_PARAMETERS;
    private static final String IN_NAMES = "ExpressionAttributeNames contains invalid value: ";
    private static final String IN_VALUES = "ExpressionAttributeValues contains invalid value: ";

    private final List<String> missing = new ArrayList<>();
    private Optional<String> ofValues = Optional.empty();
    private Optional<String> ofPlaceholders = Optional.empty();
    private Optional<String> placeholder = Optional.empty();
    private int values;
    private int elements;

    /** Returns the request as it was read, with what is wrong with it. */
    public Request complete(Request read) {
        return missing.isEmpty() && ofValues.isEmpty() && ofPlaceholders.isEmpty()
                ? read
                : new Request.Flawed(
                        read,
                        new Request.Flaws(
                                List.copyOf(missing),
                                ofValues.map(Failure.Invalid::new),
                                ofPlaceholders.map(Failure.Invalid::new)));
    }

    /** Notes that a member that must be present is not. */
    public void missing(String path) {
        if (missing.size() < MAX_MISSING) {
            missing.add(path);
        }
    }

    /** Notes that something cannot be. */
    public void refuse(String message) {
        if (noted().isPresent()) {
            return;
        }
        String shown =
                message.length() > MAX_MESSAGE
                        ? message.substring(0, MAX_MESSAGE) + "..."
                        : message;
        note(
                Optional.of(
                        placeholder
                                .map(key -> IN_VALUES + shown + " for key " + key)
                                .orElse(shown)));
    }

    /** Returns what is noted of values here, of placeholders or of others, and forgets it. */
    public Optional<String> take() {
        Optional<String> noted = noted();
        if (noted.isPresent()) {
            note(Optional.empty());
        }
        return noted;
    }

    /** Notes what was taken. */
    public void giveBack(Optional<String> taken) {
        if (taken.isPresent()) {
            note(taken);
        }
    }

    private Optional<String> noted() {
        return placeholder.isPresent() ? ofPlaceholders : ofValues;
    }

    private void note(Optional<String> problem) {
        if (placeholder.isPresent()) {
            ofPlaceholders = problem;
        } else {
            ofValues = problem;
        }
    }

    /** Notes that there are more names than can be used; {@code key} stands for one of them. */
    public void tooManyNames(String key) {
        if (ofPlaceholders.isEmpty()) {
            ofPlaceholders = Optional.of(IN_NAMES + "too many names for key " + key);
        }
    }

    /** Says that the values read from here on are of another item or set of placeholders. */
    public void enterItem() {
        values = 0;
    }

    /** Says that the values read from here on stand for {@code key}. */
    public void enterPlaceholder(String key) {
        placeholder = Optional.of(key);
    }

    /** Says that the values read from here on stand for themselves. */
    public void leavePlaceholder() {
        placeholder = Optional.empty();
    }

    /** Counts a value at {@code depth}, 1 for the outermost; when refused, it is not to be read. */
    public boolean takes(int depth) {
        values++;
        if (depth <= MAX_DEPTH && values <= MAX_VALUES) {
            return true;
        }
        refuse(depth > MAX_DEPTH ? Sentences.NESTING_TOO_DEEP : Sentences.ITEM_TOO_LARGE);
        return false;
    }

    /** Counts a member of a set as a value; when refused, it is not to be kept. */
    public boolean takesMember() {
        return takes(1);
    }

    /** Counts an element of a list or map that is no value; when refused, it is not to be kept. */
    public boolean takesElement() {
        elements++;
        if (elements <= MAX_ELEMENTS) {
            return true;
        }
        refuse("A request has more than " + MAX_ELEMENTS + " elements");
        return false;
    }

    /** Checks the name of an attribute whose value is at {@code depth}. */
    public void name(String name, int depth) {
        if (name.isEmpty() && depth == 1) {
            refuse(PARAMETERS + "An attribute name may not be empty");
        }
        if (name.length() > MAX_NAME_BYTES / MAX_BYTES_PER_CHAR
                && name.getBytes(StandardCharsets.UTF_8).length > MAX_NAME_BYTES) {
            refuse(PARAMETERS + "An attribute name has at most " + MAX_NAME_BYTES + " bytes");
        }
    }

    /** Refuses a value without a type. */
    public AttributeValue untyped() {
        return refused(EMPTY);
    }

    /** Refuses a value of several types. */
    public AttributeValue ambiguous() {
        return refused(Sentences.NOT_ONE_KIND);
    }

    /** Returns the value of type {@code NULL} that says {@code value}. */
    public AttributeValue nothing(boolean value) {
        return value
                ? NOTHING
                : refused(PARAMETERS + "Null attribute value types must have the value of true");
    }

    /** Returns the value of type {@code N}. */
    public AttributeValue number(String text) {
        return switch (Numbers.parse(text)) {
            case Outcome.Success<NumberValue>(var number) -> number;
            case Outcome.Refused<NumberValue>(Failure.Invalid(var message)) -> refused(message);
            case Outcome.Refused<NumberValue> other ->
                    throw new IllegalStateException(
                            "a number is refused only as invalid: " + other);
        };
    }

    /** Returns the value of type {@code SS}. */
    public AttributeValue strings(List<String> members) {
        if (members.isEmpty()) {
            return refused(PARAMETERS + "An string set  may not be empty");
        }
        if (new HashSet<>(members).size() < members.size()) {
            return refused(
                    PARAMETERS + "Input collection " + echo(members) + " contains duplicates.");
        }
        return new StringSet(members);
    }

    /** Returns the value of type {@code NS}. */
    public AttributeValue numbers(List<String> members) {
        if (members.isEmpty()) {
            return refused(PARAMETERS + "An number set  may not be empty");
        }
        var numbers = new ArrayList<BigDecimal>(members.size());
        for (String member : members) {
            if (!(number(member) instanceof NumberValue(var number))) {
                return NOTHING;
            }
            numbers.add(number);
        }
        if (new HashSet<>(numbers).size() < numbers.size()) {
            return refused("Input collection contains duplicates");
        }
        return new NumberSet(numbers);
    }

    /** Returns the value of type {@code BS}; the members must not change. */
    public AttributeValue binaries(List<byte[]> members) {
        if (members.isEmpty()) {
            return refused(PARAMETERS + "Binary sets should not be empty");
        }
        List<Binary> binaries = members.stream().map(Binary::wrap).toList();
        if (new HashSet<>(binaries).size() < binaries.size()) {
            var texts = members.stream().map(Base64.getEncoder()::encodeToString).toList();
            return refused(
                    PARAMETERS
                            + "Input collection "
                            + echo(texts)
                            + "of type BS contains duplicates.");
        }
        return new BinarySet(binaries);
    }

    private static String echo(List<String> members) {
        var echo = new StringBuilder("[");
        for (String member : members) {
            if (echo.length() + member.length() > MAX_ECHO) {
                return echo.append("...]").toString();
            }
            echo.append(echo.length() > 1 ? ", " : "").append(member);
        }
        return echo.append(']').toString();
    }

    private AttributeValue refused(String message) {
        refuse(message);
        return NOTHING;
    }
}
