package io.torcdb.router.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.google.protobuf.InvalidProtocolBufferException;
import io.grpc.Status;
import io.grpc.protobuf.StatusProto;
import io.torcdb.model.item.AttributeValue.StringValue;
import io.torcdb.model.item.Item;
import io.torcdb.model.outcome.Failure;
import io.torcdb.proto.v1.Error;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ProblemTest {
    /** What clients take of trailers unless told otherwise. */
    private static final int USUAL_TRAILER_BYTES = 8_192;

    private static com.google.rpc.Status detailsOf(Problem problem) {
        return Objects.requireNonNull(
                StatusProto.fromStatusAndTrailers(problem.status(), problem.trailers()));
    }

    private static Error errorOf(Problem problem) throws InvalidProtocolBufferException {
        return detailsOf(problem).getDetails(0).unpack(Error.class);
    }

    @ParameterizedTest
    @MethodSource("failures")
    void eachFailureHasItsStatusAndType(Failure failure, Status.Code code, String type)
            throws InvalidProtocolBufferException {
        var problem = Problem.of(failure);

        assertThat(problem.status().getCode()).isEqualTo(code);
        assertThat(detailsOf(problem).getCode()).isEqualTo(code.value());
        assertThat(errorOf(problem).getType()).isEqualTo(type);
        assertThat(errorOf(problem).getMessage())
                .isNotEmpty()
                .isEqualTo(detailsOf(problem).getMessage())
                .isEqualTo(problem.status().getDescription());
        assertThat(errorOf(problem).getMayHaveApplied()).isEqualTo(code == Status.Code.UNKNOWN);
    }

    static Stream<Arguments> failures() {
        return Stream.of(
                arguments(
                        new Failure.Invalid("m"),
                        Status.Code.INVALID_ARGUMENT,
                        "ValidationException"),
                arguments(
                        new Failure.Unserializable(Optional.empty()),
                        Status.Code.INVALID_ARGUMENT,
                        "SerializationException"),
                arguments(
                        new Failure.UnknownOperation(),
                        Status.Code.UNIMPLEMENTED,
                        "UnknownOperationException"),
                arguments(
                        new Failure.NotFound("m"),
                        Status.Code.NOT_FOUND,
                        "ResourceNotFoundException"),
                arguments(
                        new Failure.InUse("m"),
                        Status.Code.FAILED_PRECONDITION,
                        "ResourceInUseException"),
                arguments(
                        new Failure.ItemCollectionTooLarge("m"),
                        Status.Code.RESOURCE_EXHAUSTED,
                        "ItemCollectionSizeLimitExceededException"),
                arguments(
                        new Failure.TableNotFound("m"),
                        Status.Code.NOT_FOUND,
                        "TableNotFoundException"),
                arguments(
                        new Failure.LimitExceeded("m"),
                        Status.Code.RESOURCE_EXHAUSTED,
                        "LimitExceededException"),
                arguments(
                        new Failure.ConditionFailed(Optional.empty()),
                        Status.Code.FAILED_PRECONDITION,
                        "ConditionalCheckFailedException"),
                arguments(
                        new Failure.Unauthenticated("UnrecognizedClientException", "m"),
                        Status.Code.UNAUTHENTICATED,
                        "UnrecognizedClientException"),
                arguments(
                        new Failure.Throttled("m"),
                        Status.Code.RESOURCE_EXHAUSTED,
                        "ThrottlingException"),
                arguments(
                        new Failure.Unavailable("m", false),
                        Status.Code.UNAVAILABLE,
                        "ServiceUnavailable"),
                arguments(
                        new Failure.Unavailable("m", true),
                        Status.Code.UNKNOWN,
                        "InternalServerError"));
    }

    @Test
    void aFailedConditionCarriesTheItem() throws InvalidProtocolBufferException {
        var item = Item.of(Map.of("a", new StringValue("x")));

        var error = errorOf(Problem.of(new Failure.ConditionFailed(Optional.of(item))));

        assertThat(error.getItem()).isEqualTo(ValueEncoder.attributes(item));
        assertThat(error.getItemOmitted()).isFalse();
    }

    @Test
    void anItemThatWouldNotFitIsLeftOutAndSaidToBe() throws InvalidProtocolBufferException {
        var item = Item.of(Map.of("a", new StringValue("x".repeat(Problem.MAX_ITEM_BYTES))));

        var error = errorOf(Problem.of(new Failure.ConditionFailed(Optional.of(item))));

        assertThat(error.hasItem()).isFalse();
        assertThat(error.getItemOmitted()).isTrue();
    }

    @Test
    void whateverIsSaidFitsIntoWhatClientsTake() {
        for (String part : new String[] {"a", "%", "é", "€", "😀"}) {
            var problem = Problem.of(new Failure.Invalid(part.repeat(5_000)));

            int details = detailsOf(problem).getSerializedSize() * 4 / 3;
            assertThat(Problem.MAX_TEXT_BYTES + details + 500).isLessThan(USUAL_TRAILER_BYTES);
            assertThat(problem.status().getDescription()).endsWith(part + "...");
        }
    }
}
