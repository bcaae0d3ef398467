package io.torcdb.tests.differential;

import java.util.function.Function;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

/**
 * What a database said.
 *
 * @param error the type of the error; empty for a success
 * @param text the canonical reply, or what the error carries that counts
 * @param message of the error, for people
 */
record Answer(String error, String text, String message) {
    static Answer of(DynamoDbClient client, Function<DynamoDbClient, Object> operation) {
        try {
            return new Answer("", Canonical.text(operation.apply(client)), "");
        } catch (ConditionalCheckFailedException failed) {
            String item = failed.hasItem() ? Canonical.text(failed.item()) : "";
            return new Answer("ConditionalCheckFailedException", item, "");
        } catch (DynamoDbException failed) {
            var details = failed.awsErrorDetails();
            return new Answer(details.errorCode(), "", String.valueOf(details.errorMessage()));
        } catch (SdkClientException failed) {
            return new Answer("client: " + failed.getMessage(), "", "");
        }
    }

    /** Returns the same with what is stored then. */
    Answer andThen(String stored) {
        return new Answer(error, text + " then " + stored, message);
    }

    boolean sameAs(Answer other) {
        return error.equals(other.error) && text.equals(other.text);
    }

    boolean isSuccess() {
        return error.isEmpty();
    }
}
