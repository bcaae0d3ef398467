package io.torcdb.wire;

import com.google.protobuf.ByteString;
import io.torcdb.model.expression.Path;
import io.torcdb.model.expression.Update;
import io.torcdb.model.expression.Update.Action;
import io.torcdb.model.expression.Update.Term;
import io.torcdb.model.item.AttributeValue;
import io.torcdb.model.item.ItemCodec;
import io.torcdb.proto.internal.UpdateTree;

/** Updates, their actions and terms. */
final class UpdateCodec {
    private UpdateCodec() {}

    static UpdateTree message(Update update) {
        return UpdateTree.newBuilder()
                .addAllActions(update.actions().stream().map(UpdateCodec::message).toList())
                .setAttributeUpdates(update.origin() == Update.Origin.ATTRIBUTE_UPDATES)
                .build();
    }

    private static UpdateTree.Action message(Action action) {
        var message = UpdateTree.Action.newBuilder().setPath(PathCodec.message(action.path()));
        switch (action) {
            case Update.Assign(_, var term) -> message.setAssign(message(term));
            case Update.Remove _ -> message.setRemove(true);
            case Update.Add(_, var value) -> message.setAdd(bytes(value));
            case Update.Delete(_, var value) -> message.setDelete(bytes(value));
        }
        return message.build();
    }

    private static UpdateTree.Term message(Term term) {
        var message = UpdateTree.Term.newBuilder();
        switch (term) {
            case Term.At(var path) -> message.setAt(PathCodec.message(path));
            case Term.Literal(var value) -> message.setLiteral(bytes(value));
            case Term.IfNotExists(var path, var otherwise) ->
                    message.getIfNotExistsBuilder()
                            .setPath(PathCodec.message(path))
                            .setOtherwise(message(otherwise));
            case Term.ListAppend(var first, var second) ->
                    message.setListAppend(pair(first, second));
            case Term.Plus(var left, var right) -> message.setPlus(pair(left, right));
            case Term.Minus(var left, var right) -> message.setMinus(pair(left, right));
        }
        return message.build();
    }

    private static UpdateTree.Pair pair(Term first, Term second) {
        return UpdateTree.Pair.newBuilder()
                .setFirst(message(first))
                .setSecond(message(second))
                .build();
    }

    private static ByteString bytes(AttributeValue value) {
        return ByteString.copyFrom(ItemCodec.encodeValue(value));
    }

    static Update update(UpdateTree message) {
        return new Update(
                message.getActionsList().stream().map(UpdateCodec::action).toList(),
                message.getAttributeUpdates()
                        ? Update.Origin.ATTRIBUTE_UPDATES
                        : Update.Origin.EXPRESSION);
    }

    private static Action action(UpdateTree.Action message) {
        Path path = PathCodec.path(message.getPath());
        return switch (message.getActionCase()) {
            case ASSIGN -> new Update.Assign(path, term(message.getAssign()));
            case REMOVE -> new Update.Remove(path);
            case ADD -> new Update.Add(path, value(message.getAdd()));
            case DELETE -> new Update.Delete(path, value(message.getDelete()));
            case ACTION_NOT_SET -> throw new CorruptExpressionException("an action of no kind");
        };
    }

    private static Term term(UpdateTree.Term message) {
        return switch (message.getTermCase()) {
            case AT -> new Term.At(PathCodec.path(message.getAt()));
            case LITERAL -> new Term.Literal(value(message.getLiteral()));
            case IF_NOT_EXISTS ->
                    new Term.IfNotExists(
                            PathCodec.path(message.getIfNotExists().getPath()),
                            term(message.getIfNotExists().getOtherwise()));
            case LIST_APPEND ->
                    new Term.ListAppend(
                            term(message.getListAppend().getFirst()),
                            term(message.getListAppend().getSecond()));
            case PLUS ->
                    new Term.Plus(
                            term(message.getPlus().getFirst()),
                            term(message.getPlus().getSecond()));
            case MINUS ->
                    new Term.Minus(
                            term(message.getMinus().getFirst()),
                            term(message.getMinus().getSecond()));
            case TERM_NOT_SET -> throw new CorruptExpressionException("a term of no kind");
        };
    }

    private static AttributeValue value(ByteString bytes) {
        return ItemCodec.decodeValue(bytes.toByteArray());
    }
}
