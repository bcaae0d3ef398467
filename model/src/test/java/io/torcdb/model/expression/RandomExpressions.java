package io.torcdb.model.expression;

import static io.torcdb.model.expression.Samples.b;
import static io.torcdb.model.expression.Samples.bool;
import static io.torcdb.model.expression.Samples.bs;
import static io.torcdb.model.expression.Samples.n;
import static io.torcdb.model.expression.Samples.ns;
import static io.torcdb.model.expression.Samples.s;
import static io.torcdb.model.expression.Samples.ss;

import io.torcdb.model.expression.Condition.Comparator;
import io.torcdb.model.expression.Update.Action;
import io.torcdb.model.expression.Update.Term;
import io.torcdb.model.item.AttributeValue;
import io.torcdb.model.item.Item;
import io.torcdb.model.item.Order;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;
import java.util.SequencedMap;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** Draws items and right expressions from a small world, so that they often meet. */
public final class RandomExpressions {
    /** Names that need a placeholder and names that don't. */
    private static final List<String> NAMES = List.of("a", "b", "c1", "status", "x.y", "", "[0]");

    private static final List<String> TYPES =
            List.of("B", "BOOL", "BS", "L", "M", "N", "NS", "NULL", "S", "SS");

    private static final List<AttributeValue> SCALARS =
            List.of(
                    s(""),
                    s("ab"),
                    s("abc"),
                    s("\uffff"),
                    s("\ud83d\ude00"),
                    n("0"),
                    n("1"),
                    n("-2.5"),
                    n("3"),
                    b(),
                    b(1),
                    b(1, 255),
                    bool(true),
                    bool(false),
                    new AttributeValue.NullValue(),
                    ss("ab"),
                    ss("ab", ""),
                    ns("1", "3"),
                    ns("0"),
                    bs(b(1), b()));

    private final RandomGenerator random;

    public RandomExpressions(long seed) {
        random = new Random(seed);
    }

    public Item item() {
        return Item.of(members(2));
    }

    private SequencedMap<String, AttributeValue> members(int depth) {
        var members = new LinkedHashMap<String, AttributeValue>();
        for (int i = random.nextInt(6); i > 0; i--) {
            members.put(pick(NAMES), value(depth));
        }
        return members;
    }

    private AttributeValue value(int depth) {
        return switch (depth == 0 ? 0 : random.nextInt(4)) {
            case 1 -> new AttributeValue.MapValue(members(depth - 1));
            case 2 -> new AttributeValue.ListValue(several(0, 3, () -> value(depth - 1)));
            default -> pick(SCALARS);
        };
    }

    private AttributeValue scalar(String types) {
        while (true) {
            AttributeValue scalar = pick(SCALARS);
            if (List.of(types.split(" ")).contains(scalar.typeName())) {
                return scalar;
            }
        }
    }

    public Path path() {
        var steps = new ArrayList<Path.Step>();
        steps.add(new Path.Name(pick(NAMES)));
        while (random.nextInt(3) == 0) {
            steps.add(
                    random.nextBoolean()
                            ? new Path.Name(pick(NAMES))
                            : new Path.Index(random.nextInt(4)));
        }
        return new Path(steps);
    }

    public Condition condition(int depth) {
        return switch (random.nextInt(depth == 0 ? 8 : 12)) {
            case 0, 1 -> compare();
            case 2 -> between();
            case 3 -> {
                Operand operand = operand();
                yield new Condition.In(
                        operand, several(1, 3, () -> unlike(operand, this::operand)));
            }
            case 4 -> new Condition.Exists(path());
            case 5 -> new Condition.NotExists(path());
            case 6 -> new Condition.OfType(path(), pick(TYPES));
            case 7 -> affix();
            case 8 -> new Condition.Not(condition(depth - 1));
            case 9, 10 -> new Condition.And(several(2, 4, () -> condition(depth - 1)));
            default -> new Condition.Or(several(2, 4, () -> condition(depth - 1)));
        };
    }

    private Condition compare() {
        Comparator comparator = pick(List.of(Comparator.values()));
        boolean equality = comparator == Comparator.EQUAL || comparator == Comparator.NOT_EQUAL;
        Supplier<Operand> operand = equality ? this::operand : () -> operand("S N B");
        Operand left = operand.get();
        return new Condition.Compare(left, comparator, unlike(left, operand));
    }

    private Condition between() {
        Operand operand = operand("S N B");
        String type = pick(List.of("S", "N", "B"));
        Operand low = unlike(operand, () -> operand(type));
        Operand high = unlike(operand, () -> operand(type));
        boolean reversed =
                low instanceof Operand.Literal(var lowest)
                        && high instanceof Operand.Literal(var highest)
                        && Order.of(lowest, highest).orElse(0) > 0;
        return reversed
                ? new Condition.Between(operand, high, low)
                : new Condition.Between(operand, low, high);
    }

    private Condition affix() {
        if (random.nextBoolean()) {
            Operand first = operand();
            return new Condition.Contains(first, unlike(first, this::operand));
        }
        Supplier<Operand> operand =
                () ->
                        random.nextBoolean()
                                ? new Operand.At(path())
                                : new Operand.Literal(scalar("S B"));
        Operand first = operand.get();
        return new Condition.BeginsWith(first, unlike(first, operand));
    }

    private Operand operand() {
        return switch (random.nextInt(5)) {
            case 0 -> new Operand.Size(new Operand.At(path()));
            case 1 -> new Operand.Literal(value(1));
            case 2 -> new Operand.Literal(pick(SCALARS));
            default -> new Operand.At(path());
        };
    }

    private Operand operand(String types) {
        return switch (random.nextInt(4)) {
            case 0 -> new Operand.Size(new Operand.At(path()));
            case 1 -> new Operand.At(path());
            default -> new Operand.Literal(scalar(types));
        };
    }

    private static Operand unlike(Operand first, Supplier<Operand> draw) {
        Operand other = draw.get();
        return other.equals(first) && other instanceof Operand.At ? unlike(first, draw) : other;
    }

    /** The actions stand in the order of their sections, as a text would have them. */
    public Update update() {
        var tree = new PathTree<Boolean>();
        var actions = new ArrayList<Action>();
        for (int section = 0; section < 4; section++) {
            for (int i = random.nextInt(4); i > 0; i--) {
                Path path = path();
                if (tree.add(path, true).isEmpty()) {
                    actions.add(action(section, path));
                }
            }
        }
        return actions.isEmpty() ? update() : new Update(actions);
    }

    public Projection projection() {
        var tree = new PathTree<Boolean>();
        var paths = new ArrayList<>(List.of(path()));
        var _ = tree.add(paths.getFirst(), true);
        for (int i = random.nextInt(4); i > 0; i--) {
            Path path = path();
            if (tree.add(path, true).isEmpty()) {
                paths.add(path);
            }
        }
        return new Projection(paths);
    }

    private Action action(int section, Path path) {
        return switch (section) {
            case 0 -> new Update.Assign(path, sum());
            case 1 -> new Update.Remove(path);
            case 2 -> new Update.Add(path, scalar("N SS NS BS"));
            default -> new Update.Delete(path, scalar("SS NS BS"));
        };
    }

    private Term sum() {
        return switch (random.nextInt(6)) {
            case 0 -> new Term.Plus(term("N"), term("N"));
            case 1 -> new Term.Minus(term("N"), term("N"));
            default -> term("");
        };
    }

    /**
     * @param type of a literal; empty for any
     */
    private Term term(String type) {
        return switch (random.nextInt(6)) {
            case 0 -> new Term.At(path());
            case 1 -> ifNotExists(path(), term(type));
            case 2 -> new Term.ListAppend(list(), list());
            default -> new Term.Literal(type.isEmpty() ? value(2) : scalar(type));
        };
    }

    /** Its operands are distinct. */
    private static Term ifNotExists(Path path, Term otherwise) {
        return otherwise.equals(new Term.At(path))
                ? otherwise
                : new Term.IfNotExists(path, otherwise);
    }

    private Term list() {
        return switch (random.nextInt(3)) {
            case 0 -> new Term.At(path());
            case 1 -> ifNotExists(path(), list());
            default ->
                    new Term.Literal(new AttributeValue.ListValue(several(0, 2, () -> value(0))));
        };
    }

    private <T> List<T> several(int least, int most, Supplier<T> draw) {
        var drawn = new ArrayList<T>();
        for (int i = random.nextInt(least, most + 1); i > 0; i--) {
            drawn.add(draw.get());
        }
        return drawn;
    }

    private <T> T pick(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
