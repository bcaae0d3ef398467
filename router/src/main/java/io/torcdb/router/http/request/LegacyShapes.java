package io.torcdb.router.http.request;

import io.torcdb.model.item.AttributeValue;
import io.torcdb.model.request.Request;
import java.util.List;

/** The structures of the parameters that expressions have replaced. */
final class LegacyShapes {
    private static final Member<AttributeValue> VALUE = new Member<>("Value", Types.VALUE);
    private static final Member<Boolean> EXISTS = new Member<>("Exists", Types.BOOLEAN);
    private static final Member<String> ACTION = new Member<>("Action", Types.STRING);
    private static final Member<String> COMPARISON_OPERATOR =
            new Member<>("ComparisonOperator", Types.STRING);
    private static final Member<List<AttributeValue>> ATTRIBUTE_VALUE_LIST =
            new Member<>("AttributeValueList", Types.VALUES);

    static final Shape<Request.ExpectedAttributeValue> EXPECTED_ATTRIBUTE_VALUE =
            Shape.of(
                    "ExpectedAttributeValue",
                    found ->
                            new Request.ExpectedAttributeValue(
                                    found.get(VALUE),
                                    found.get(EXISTS),
                                    found.get(COMPARISON_OPERATOR),
                                    found.get(ATTRIBUTE_VALUE_LIST)),
                    VALUE,
                    EXISTS,
                    COMPARISON_OPERATOR,
                    ATTRIBUTE_VALUE_LIST);

    static final Shape<Request.AttributeValueUpdate> ATTRIBUTE_VALUE_UPDATE =
            Shape.of(
                    "AttributeValueUpdate",
                    found -> new Request.AttributeValueUpdate(found.get(VALUE), found.get(ACTION)),
                    VALUE,
                    ACTION);

    static final Shape<Request.LegacyCondition> CONDITION =
            Shape.of(
                    "Condition",
                    found ->
                            new Request.LegacyCondition(
                                    found.get(COMPARISON_OPERATOR),
                                    found.get(ATTRIBUTE_VALUE_LIST)),
                    COMPARISON_OPERATOR,
                    ATTRIBUTE_VALUE_LIST);

    private LegacyShapes() {}
}
