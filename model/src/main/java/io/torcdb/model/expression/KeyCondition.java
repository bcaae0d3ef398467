package io.torcdb.model.expression;

import io.torcdb.model.item.AttributeValue;
import java.util.Optional;

/**
 * Which items of one partition key a query reads, checked against the table's schema. Immutable.
 */
public record KeyCondition(AttributeValue partitionKey, Optional<SortCondition> sortCondition) {}
