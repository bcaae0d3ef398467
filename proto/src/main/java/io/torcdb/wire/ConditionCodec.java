package io.torcdb.wire;

import com.google.protobuf.ByteString;
import io.torcdb.model.expression.Condition;
import io.torcdb.model.expression.Condition.Comparator;
import io.torcdb.model.expression.Operand;
import io.torcdb.model.item.ItemCodec;
import io.torcdb.proto.internal.ConditionTree;
import java.util.List;

/** Conditions and their operands. */
final class ConditionCodec {
    private ConditionCodec() {}

    static ConditionTree message(Condition condition) {
        var message = ConditionTree.newBuilder();
        switch (condition) {
            case Condition.And(var all) -> message.setAnd(many(all));
            case Condition.Or(var any) -> message.setOr(many(any));
            case Condition.Not(var inner) -> message.setNot(message(inner));
            case Condition.Compare(var left, var comparator, var right) ->
                    message.getCompareBuilder()
                            .setLeft(message(left))
                            .setComparator(message(comparator))
                            .setRight(message(right));
            case Condition.Between(var operand, var low, var high) ->
                    message.getBetweenBuilder()
                            .setOperand(message(operand))
                            .setLow(message(low))
                            .setHigh(message(high));
            case Condition.In(var operand, var candidates) ->
                    message.getInBuilder()
                            .setOperand(message(operand))
                            .addAllCandidates(
                                    candidates.stream().map(ConditionCodec::message).toList());
            case Condition.Exists(var path) -> message.setExists(PathCodec.message(path));
            case Condition.NotExists(var path) -> message.setNotExists(PathCodec.message(path));
            case Condition.OfType(var path, var type) ->
                    message.getOfTypeBuilder().setPath(PathCodec.message(path)).setType(type);
            case Condition.BeginsWith(var operand, var prefix) ->
                    message.setBeginsWith(pair(operand, prefix));
            case Condition.Contains(var operand, var member) ->
                    message.setContains(pair(operand, member));
        }
        return message.build();
    }

    private static ConditionTree.Many many(List<Condition> conditions) {
        return ConditionTree.Many.newBuilder()
                .addAllConditions(conditions.stream().map(ConditionCodec::message).toList())
                .build();
    }

    private static ConditionTree.Pair pair(Operand first, Operand second) {
        return ConditionTree.Pair.newBuilder()
                .setFirst(message(first))
                .setSecond(message(second))
                .build();
    }

    private static ConditionTree.Operand message(Operand operand) {
        var message = ConditionTree.Operand.newBuilder();
        switch (operand) {
            case Operand.At(var path) -> message.setAt(PathCodec.message(path));
            case Operand.Literal(var value) ->
                    message.setLiteral(ByteString.copyFrom(ItemCodec.encodeValue(value)));
            case Operand.Size(var of) -> message.setSizeOf(message(of));
        }
        return message.build();
    }

    private static ConditionTree.Comparator message(Comparator comparator) {
        return switch (comparator) {
            case EQUAL -> ConditionTree.Comparator.EQUAL;
            case NOT_EQUAL -> ConditionTree.Comparator.NOT_EQUAL;
            case LESS -> ConditionTree.Comparator.LESS;
            case LESS_OR_EQUAL -> ConditionTree.Comparator.LESS_OR_EQUAL;
            case GREATER -> ConditionTree.Comparator.GREATER;
            case GREATER_OR_EQUAL -> ConditionTree.Comparator.GREATER_OR_EQUAL;
        };
    }

    static Condition condition(ConditionTree message) {
        return switch (message.getConditionCase()) {
            case AND -> new Condition.And(conditions(message.getAnd()));
            case OR -> new Condition.Or(conditions(message.getOr()));
            case NOT -> new Condition.Not(condition(message.getNot()));
            case COMPARE -> compare(message.getCompare());
            case BETWEEN ->
                    new Condition.Between(
                            operand(message.getBetween().getOperand()),
                            operand(message.getBetween().getLow()),
                            operand(message.getBetween().getHigh()));
            case IN ->
                    new Condition.In(
                            operand(message.getIn().getOperand()),
                            message.getIn().getCandidatesList().stream()
                                    .map(ConditionCodec::operand)
                                    .toList());
            case EXISTS -> new Condition.Exists(PathCodec.path(message.getExists()));
            case NOT_EXISTS -> new Condition.NotExists(PathCodec.path(message.getNotExists()));
            case OF_TYPE ->
                    new Condition.OfType(
                            PathCodec.path(message.getOfType().getPath()),
                            message.getOfType().getType());
            case BEGINS_WITH ->
                    new Condition.BeginsWith(
                            operand(message.getBeginsWith().getFirst()),
                            operand(message.getBeginsWith().getSecond()));
            case CONTAINS ->
                    new Condition.Contains(
                            operand(message.getContains().getFirst()),
                            operand(message.getContains().getSecond()));
            case CONDITION_NOT_SET ->
                    throw new CorruptExpressionException("a condition of no kind");
        };
    }

    private static List<Condition> conditions(ConditionTree.Many message) {
        return message.getConditionsList().stream().map(ConditionCodec::condition).toList();
    }

    private static Condition compare(ConditionTree.Compare message) {
        return new Condition.Compare(
                operand(message.getLeft()),
                comparator(message.getComparator()),
                operand(message.getRight()));
    }

    private static Operand operand(ConditionTree.Operand message) {
        return switch (message.getOperandCase()) {
            case AT -> new Operand.At(PathCodec.path(message.getAt()));
            case LITERAL ->
                    new Operand.Literal(ItemCodec.decodeValue(message.getLiteral().toByteArray()));
            case SIZE_OF -> new Operand.Size(operand(message.getSizeOf()));
            case OPERAND_NOT_SET -> throw new CorruptExpressionException("an operand of no kind");
        };
    }

    private static Comparator comparator(ConditionTree.Comparator message) {
        return switch (message) {
            case EQUAL -> Comparator.EQUAL;
            case NOT_EQUAL -> Comparator.NOT_EQUAL;
            case LESS -> Comparator.LESS;
            case LESS_OR_EQUAL -> Comparator.LESS_OR_EQUAL;
            case GREATER -> Comparator.GREATER;
            case GREATER_OR_EQUAL -> Comparator.GREATER_OR_EQUAL;
            case UNRECOGNIZED -> throw new CorruptExpressionException("an unknown comparator");
        };
    }
}
