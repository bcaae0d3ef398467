package io.torcdb.tests.conformance;

import static io.torcdb.tests.conformance.Database.assertInvalid;
import static io.torcdb.tests.conformance.Database.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.Tag;

/** TagResource, UntagResource and ListTagsOfResource. */
@ExtendWith(OnLocalCluster.class)
class TagsTest {
    private static final String ABSENT =
            "arn:aws:dynamodb:us-east-1:000000000000:table/no-such-table";
    private static final String FOREIGN = ABSENT.replace("us-east-1", "eu-west-1");

    private final DynamoDbClient client;
    private final String arn;

    TagsTest(Database database) {
        this.client = database.client();
        String table = database.table("p:S");
        this.arn = client.describeTable(request -> request.tableName(table)).table().tableArn();
    }

    private static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }

    private List<Tag> tags() {
        return client.listTagsOfResource(request -> request.resourceArn(arn)).tags();
    }

    @Test
    void tagsAreAddedReplacedAndTakenAway() {
        assertThat(tags()).isEmpty();

        var _ = client.tagResource(r -> r.resourceArn(arn).tags(tag("a", "1"), tag("b", "")));
        assertThat(tags()).containsExactly(tag("a", "1"), tag("b", ""));

        var _ = client.tagResource(r -> r.resourceArn(arn).tags(tag("a", "2")));
        var _ = client.untagResource(r -> r.resourceArn(arn).tagKeys("b", "none"));
        assertThat(tags()).containsExactly(tag("a", "2"));
    }

    @Test
    void aTableHasAtMost50Tags() {
        List<Tag> fifty = IntStream.range(0, 50).mapToObj(i -> tag("k" + i, "v")).toList();
        var _ = client.tagResource(r -> r.resourceArn(arn).tags(fifty));

        assertInvalid(
                () -> client.tagResource(r -> r.resourceArn(arn).tags(tag("more", "v"))), "50");
        assertThat(tags()).hasSize(50);
        assertThat(client.listTagsOfResource(r -> r.resourceArn(arn)).nextToken()).isNull();
    }

    @Test
    void aRequestHasAtMost50TagsWhateverTheTableIs() {
        List<Tag> many = IntStream.range(0, 51).mapToObj(i -> tag("k" + i, "v")).toList();

        assertInvalid(() -> client.tagResource(r -> r.resourceArn(ABSENT).tags(many)), "50");
    }

    @Test
    void aTokenThatWasNeverGivenIsRefused() {
        assertInvalid(
                () -> client.listTagsOfResource(r -> r.resourceArn(arn).nextToken("x")),
                "NextToken");
    }

    static Stream<Arguments> badTags() {
        String length = "failed to satisfy constraint: Member must have length ";
        return Stream.of(
                arguments(List.of(), "Atleast one Tag needs to be provided as Input."),
                arguments(List.of(tag("aws:k", "v")), "aws:"),
                arguments(
                        List.of(tag("", "v")),
                        "Value '' at 'tags.1.member.key' " + length + "greater than or equal to 1"),
                arguments(
                        List.of(tag("k".repeat(129), "v")),
                        "'tags.1.member.key' " + length + "less than or equal to 128"),
                arguments(
                        List.of(tag("k", "v"), tag("l", "v".repeat(257))),
                        "'tags.2.member.value' " + length + "less than or equal to 256"));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("badTags")
    void tagsThatCannotBeAreRefused(List<Tag> tags, String message) {
        assertInvalid(() -> client.tagResource(r -> r.resourceArn(arn).tags(tags)), message);
        assertThat(tags()).isEmpty();
    }

    @Test
    void tagsAndKeysMustBeGiven() {
        assertInvalid(
                () -> client.tagResource(r -> r.resourceArn(arn)),
                "Value null at 'tags' failed to satisfy constraint: Member must not be null");
        assertInvalid(
                () -> client.untagResource(r -> r.resourceArn(arn)),
                "Value null at 'tagKeys' failed to satisfy constraint: Member must not be null");
    }

    @Test
    void whatIsNoArnOfATableIsRefused() {
        String message = "Invalid TableArn: Invalid ResourceArn provided as input table";

        assertInvalid(
                () -> client.tagResource(r -> r.resourceArn("table").tags(tag("k", "v"))), message);
        assertInvalid(
                () -> client.untagResource(r -> r.resourceArn("table").tagKeys("k")), message);
        assertInvalid(() -> client.listTagsOfResource(r -> r.resourceArn("table")), message);
    }

    @Test
    void absentAndForeignTablesAreNotFoundOrNotAllowed() {
        for (String other : List.of(ABSENT, FOREIGN)) {
            String absent = "Requested resource not found: ResourcArn: " + other + " not found";
            assertRefused(
                    () -> client.tagResource(r -> r.resourceArn(other).tags(tag("k", "v"))),
                    "ResourceNotFoundException",
                    absent);
            assertRefused(
                    () -> client.untagResource(r -> r.resourceArn(other).tagKeys("k")),
                    "ResourceNotFoundException",
                    absent);
            assertRefused(
                    () -> client.listTagsOfResource(r -> r.resourceArn(other)),
                    "AccessDeniedException",
                    "is not authorized to perform: dynamodb:ListTagsOfResource on resource: "
                            + other);
        }
    }
}
