package io.torcdb.router.grpc;

import static io.torcdb.router.grpc.Words.given;
import static io.torcdb.router.grpc.Words.text;

import io.torcdb.model.request.Request;
import io.torcdb.model.request.Request.AttributeDefinition;
import io.torcdb.model.request.Request.IndexProjection;
import io.torcdb.model.request.Request.KeySchemaElement;
import io.torcdb.model.request.Request.LocalSecondaryIndex;
import io.torcdb.model.request.Request.Throughput;
import io.torcdb.proto.v1.CreateTableRequest;
import io.torcdb.proto.v1.DeleteTableRequest;
import io.torcdb.proto.v1.DescribeContinuousBackupsRequest;
import io.torcdb.proto.v1.DescribeTableRequest;
import io.torcdb.proto.v1.DescribeTimeToLiveRequest;
import io.torcdb.proto.v1.KeyAttribute;
import io.torcdb.proto.v1.ListTablesRequest;
import io.torcdb.proto.v1.ListTagsOfResourceRequest;
import io.torcdb.proto.v1.LocalIndex;
import io.torcdb.proto.v1.Projection;
import io.torcdb.proto.v1.ProvisionedThroughput;
import io.torcdb.proto.v1.Tag;
import io.torcdb.proto.v1.TagResourceRequest;
import io.torcdb.proto.v1.UntagResourceRequest;
import io.torcdb.proto.v1.UpdateTableRequest;
import io.torcdb.proto.v1.UpdateTimeToLiveRequest;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.function.Function;

/** Reads the messages of requests on tables. */
final class TableRequests {
    private static final String HASH = "HASH";
    private static final String RANGE = "RANGE";

    private TableRequests() {}

    static Request createTable(CreateTableRequest message, ValueDecoder values) {
        SequencedSet<AttributeDefinition> definitions = new LinkedHashSet<>();
        var keys = new ArrayList<KeySchemaElement>();
        if (message.hasPartitionKey()) {
            definitions.add(definition(message.getPartitionKey()));
            keys.add(key(message.getPartitionKey(), HASH));
        }
        if (message.hasSortKey()) {
            definitions.add(definition(message.getSortKey()));
            keys.add(key(message.getSortKey(), RANGE));
        }
        var indexes = new ArrayList<LocalSecondaryIndex>();
        for (LocalIndex index : message.getLocalIndexesList()) {
            if (values.takesElement()) {
                if (index.hasSortKey()) {
                    definitions.add(definition(index.getSortKey()));
                }
                indexes.add(localIndex(message, index, values));
            }
        }
        return new Request.CreateTable(
                text(message.getTableName()),
                someOf(List.copyOf(definitions)),
                someOf(keys),
                someOf(indexes),
                settings(message),
                tags(message.getTagsList(), values));
    }

    /** Reads an index, whose partition key is that of its table. */
    private static LocalSecondaryIndex localIndex(
            CreateTableRequest table, LocalIndex message, ValueDecoder values) {
        var keys = new ArrayList<KeySchemaElement>();
        if (table.hasPartitionKey()) {
            keys.add(key(table.getPartitionKey(), HASH));
        }
        if (message.hasSortKey()) {
            keys.add(key(message.getSortKey(), RANGE));
        }
        return new LocalSecondaryIndex(
                text(message.getIndexName()),
                someOf(keys),
                given(message.hasProjection(), projection(message.getProjection(), values)));
    }

    private static IndexProjection projection(Projection message, ValueDecoder values) {
        return new IndexProjection(
                Words.word(
                        message.getProjectionType(),
                        message.getProjectionTypeValue(),
                        "PROJECTION_TYPE_"),
                someOf(elements(message.getNonKeyAttributesList(), values, text -> text)));
    }

    private static Request.TableSettings settings(CreateTableRequest message) {
        return new Request.TableSettings(
                Words.word(
                        message.getBillingMode(), message.getBillingModeValue(), "BILLING_MODE_"),
                throughput(message.hasProvisionedThroughput(), message.getProvisionedThroughput()),
                given(
                        message.hasDeletionProtectionEnabled(),
                        message.getDeletionProtectionEnabled()),
                Words.word(message.getTableClass(), message.getTableClassValue(), "TABLE_CLASS_"));
    }

    static Request updateTable(UpdateTableRequest message) {
        return new Request.UpdateTable(
                text(message.getTableName()),
                Optional.empty(),
                new Request.TableSettings(
                        Words.word(
                                message.getBillingMode(),
                                message.getBillingModeValue(),
                                "BILLING_MODE_"),
                        throughput(
                                message.hasProvisionedThroughput(),
                                message.getProvisionedThroughput()),
                        given(
                                message.hasDeletionProtectionEnabled(),
                                message.getDeletionProtectionEnabled()),
                        Words.word(
                                message.getTableClass(),
                                message.getTableClassValue(),
                                "TABLE_CLASS_")));
    }

    static Request describeTable(DescribeTableRequest message) {
        return new Request.DescribeTable(text(message.getTableName()));
    }

    static Request deleteTable(DeleteTableRequest message) {
        return new Request.DeleteTable(text(message.getTableName()));
    }

    static Request listTables(ListTablesRequest message) {
        return new Request.ListTables(
                given(message.hasExclusiveStartTableName(), message.getExclusiveStartTableName()),
                given(message.hasLimit(), message.getLimit()));
    }

    static Request updateTimeToLive(UpdateTimeToLiveRequest message) {
        var specification = message.getSpecification();
        return new Request.UpdateTimeToLive(
                text(message.getTableName()),
                given(
                        message.hasSpecification(),
                        new Request.TimeToLiveSpecification(
                                text(specification.getAttributeName()),
                                Optional.of(specification.getEnabled()))));
    }

    static Request describeTimeToLive(DescribeTimeToLiveRequest message) {
        return new Request.DescribeTimeToLive(text(message.getTableName()));
    }

    static Request describeContinuousBackups(DescribeContinuousBackupsRequest message) {
        return new Request.DescribeContinuousBackups(text(message.getTableName()));
    }

    static Request tagResource(TagResourceRequest message, ValueDecoder values) {
        return new Request.TagResource(
                text(message.getResourceArn()), tags(message.getTagsList(), values));
    }

    static Request untagResource(UntagResourceRequest message, ValueDecoder values) {
        return new Request.UntagResource(
                text(message.getResourceArn()),
                someOf(elements(message.getTagKeysList(), values, key -> key)));
    }

    static Request listTagsOfResource(ListTagsOfResourceRequest message) {
        return new Request.ListTagsOfResource(
                text(message.getResourceArn()),
                given(message.hasNextToken(), message.getNextToken()));
    }

    private static AttributeDefinition definition(KeyAttribute key) {
        return new AttributeDefinition(
                text(key.getAttributeName()),
                Words.word(key.getType(), key.getTypeValue(), "SCALAR_TYPE_"));
    }

    private static KeySchemaElement key(KeyAttribute key, String type) {
        return new KeySchemaElement(text(key.getAttributeName()), Optional.of(type));
    }

    private static Optional<Throughput> throughput(boolean present, ProvisionedThroughput units) {
        return given(
                present,
                new Throughput(
                        Optional.of(units.getReadCapacityUnits()),
                        Optional.of(units.getWriteCapacityUnits())));
    }

    private static Optional<List<Request.Tag>> tags(List<Tag> message, ValueDecoder values) {
        return someOf(
                elements(
                        message,
                        values,
                        tag ->
                                new Request.Tag(
                                        Optional.of(tag.getKey()), Optional.of(tag.getValue()))));
    }

    private static <M, T> List<T> elements(
            List<M> message, ValueDecoder values, Function<M, T> read) {
        var elements = new ArrayList<T>();
        for (M element : message) {
            if (values.takesElement()) {
                elements.add(read.apply(element));
            }
        }
        return elements;
    }

    private static <T> Optional<List<T>> someOf(List<T> elements) {
        return given(!elements.isEmpty(), elements);
    }
}
