package io.torcdb.router.operation.table;

import io.torcdb.model.outcome.Failure;
import io.torcdb.model.outcome.Sentences;
import io.torcdb.model.request.Request;
import io.torcdb.model.request.Request.KeySchemaElement;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/** The rules of a new table's keys, indexes and definitions, in the service's order. */
final class KeyChecks {
    private KeyChecks() {}

    static Optional<Failure> check(Request.CreateTable request) {
        return problem(request).map(Failure.Invalid::new);
    }

    private static Optional<String> problem(Request.CreateTable request) {
        var types = new AttributeTypes(request.attributeDefinitions().orElse(List.of()));
        if (types.duplicate().isPresent()) {
            return Optional.of(
                    Sentences.INVALID_PARAMETERS
                            + "Duplicate attribute definition: "
                            + types.duplicate().get());
        }
        List<KeySchemaElement> keys = request.keySchema().orElse(List.of());
        if (keys.size() > types.names().size()) {
            return Optional.of("Invalid KeySchema: Some index key attribute have no definition");
        }
        Optional<String> ofKeys = ofKeys(keys, types);
        if (ofKeys.isPresent()) {
            return ofKeys;
        }
        if (request.localSecondaryIndexes().isEmpty()) {
            return types.names().size() == keys.size()
                    ? Optional.empty()
                    : Optional.of(
                            Sentences.INVALID_PARAMETERS
                                    + "Number of attributes in KeySchema does not exactly match"
                                    + " number of attributes defined in AttributeDefinitions");
        }
        return LocalIndexes.problem(request.localSecondaryIndexes().get(), keys, types)
                .or(() -> unused(request, types));
    }

    /** Returns what is wrong with the key schema of a table or of an index. */
    static Optional<String> ofKeys(List<KeySchemaElement> keys, AttributeTypes types) {
        List<String> names = AttributeTypes.names(keys);
        if (!types.names().containsAll(names)) {
            return Optional.of(
                    Sentences.INVALID_PARAMETERS
                            + "Some index key attributes are not defined in AttributeDefinitions."
                            + " Keys: "
                            + names
                            + ", AttributeDefinitions: "
                            + types.names());
        }
        if (new LinkedHashSet<>(names).size() < names.size()) {
            return Optional.of(
                    "Both the Hash Key and the Range Key element in the KeySchema have the same"
                            + " name");
        }
        if (!keys.getFirst().keyType().orElseThrow().equals("HASH")) {
            return Optional.of(
                    "Invalid KeySchema: The first KeySchemaElement is not a HASH key type");
        }
        if (keys.size() > 1 && !keys.get(1).keyType().orElseThrow().equals("RANGE")) {
            return Optional.of(
                    "Invalid KeySchema: The second KeySchemaElement is not a RANGE key type");
        }
        return Optional.empty();
    }

    private static Optional<String> unused(Request.CreateTable request, AttributeTypes types) {
        var used =
                new LinkedHashSet<String>(
                        AttributeTypes.names(request.keySchema().orElse(List.of())));
        request.localSecondaryIndexes()
                .orElse(List.of())
                .forEach(index ->
                        used.addAll(AttributeTypes.names(index.keySchema().orElse(List.of()))));
        return used.containsAll(types.names())
                ? Optional.empty()
                : Optional.of(
                        Sentences.INVALID_PARAMETERS
                                + "Some AttributeDefinitions are not used. AttributeDefinitions: "
                                + new ArrayList<>(types.names())
                                + ", keys used: "
                                + new ArrayList<>(used));
    }
}
