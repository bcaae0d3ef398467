package io.torcdb.router.operation.check;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.torcdb.model.expression.parser.PlaceholderRules.Parameter;
import io.torcdb.model.outcome.Failure;
import io.torcdb.model.request.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Refuses requests that have expressions as well as the parameters that expressions have replaced.
 * It is the first check after the constraints of the published model. The service names the
 * parameters in an order of its own, which is here.
 */
public final class Mixing {
    private static final String ATTRIBUTES_TO_GET = "AttributesToGet";
    private static final String CONDITIONAL_OPERATOR = "ConditionalOperator";

    private final List<String> older = new ArrayList<>();
    private final List<String> expressions = new ArrayList<>();

    private Mixing() {}

    /** Of PutItem. */
    public static Optional<Failure> of(Request.PutItem request) {
        return new Mixing()
                .older(request.expectation())
                .expression(Expressions.condition(request.conditionExpression()))
                .failure();
    }

    /** Of DeleteItem. */
    public static Optional<Failure> of(Request.DeleteItem request) {
        return new Mixing()
                .older(request.expectation())
                .expression(Expressions.condition(request.conditionExpression()))
                .failure();
    }

    /** Of UpdateItem. */
    public static Optional<Failure> of(Request.UpdateItem request) {
        return new Mixing()
                .older("AttributeUpdates", request.attributeUpdates())
                .older(request.expectation())
                .expression(Expressions.update(request.updateExpression()))
                .expression(Expressions.condition(request.conditionExpression()))
                .failure();
    }

    /** Of GetItem. */
    public static Optional<Failure> of(Request.GetItem request) {
        return new Mixing()
                .older(ATTRIBUTES_TO_GET, request.attributesToGet())
                .expression(Expressions.projection(request.projectionExpression()))
                .failure();
    }

    /** Of what BatchGetItem reads of one table. */
    public static Optional<Failure> of(Request.KeysAndAttributes request) {
        return new Mixing()
                .older(ATTRIBUTES_TO_GET, request.attributesToGet())
                .expression(Expressions.projection(request.projectionExpression()))
                .failure();
    }

    /** Of Query, where KeyConditions go with expressions other than their own successor. */
    public static Optional<Failure> of(Request.Query request) {
        return new Mixing()
                .older(ATTRIBUTES_TO_GET, request.selection().attributesToGet())
                .older("QueryFilter", request.queryFilter().conditions())
                .older(CONDITIONAL_OPERATOR, request.queryFilter().conditionalOperator())
                .older(
                        "KeyConditions",
                        request.keyConditions()
                                .filter(_ -> request.keyConditionExpression().isPresent()))
                .expression(Expressions.projection(request.selection().projectionExpression()))
                .expression(Expressions.filter(request.filterExpression()))
                .expression(Expressions.keyCondition(request.keyConditionExpression()))
                .failure();
    }

    /** Of Scan. */
    public static Optional<Failure> of(Request.Scan request) {
        return new Mixing()
                .older(ATTRIBUTES_TO_GET, request.selection().attributesToGet())
                .older("ScanFilter", request.scanFilter().conditions())
                .older(CONDITIONAL_OPERATOR, request.scanFilter().conditionalOperator())
                .expression(Expressions.projection(request.selection().projectionExpression()))
                .expression(Expressions.filter(request.filterExpression()))
                .failure();
    }

    @CanIgnoreReturnValue
    private Mixing older(Request.Expectation expectation) {
        return older("Expected", expectation.expected())
                .older(CONDITIONAL_OPERATOR, expectation.conditionalOperator());
    }

    @CanIgnoreReturnValue
    private Mixing older(String name, Optional<?> value) {
        if (value.isPresent()) {
            older.add(name);
        }
        return this;
    }

    @CanIgnoreReturnValue
    private Mixing expression(Parameter parameter) {
        if (parameter.text().isPresent()) {
            expressions.add(parameter.name());
        }
        return this;
    }

    private Optional<Failure> failure() {
        return older.isEmpty() || expressions.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new Failure.Invalid(
                                "Can not use both expression and non-expression parameters in the"
                                        + " same request: Non-expression parameters: {"
                                        + String.join(", ", older)
                                        + "} Expression parameters: {"
                                        + String.join(", ", expressions)
                                        + "}"));
    }
}
