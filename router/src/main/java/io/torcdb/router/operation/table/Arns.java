package io.torcdb.router.operation.table;

import java.util.Optional;

/**
 * The ARNs of one cluster.
 *
 * @param region the region's name in ARNs
 * @param account the account's number in ARNs
 */
public record Arns(String region, String account) {
    private static final String TABLE = ":table/";

    /** Returns the ARN of a table. */
    public String ofTable(String name) {
        return prefix() + TABLE + name;
    }

    /** Returns the ARN of a table's index. */
    String ofIndex(String table, String index) {
        return ofTable(table) + "/index/" + index;
    }

    /**
     * Returns the name of the table that a name or an ARN means; empty when the ARN is of another
     * region, account or kind.
     */
    public Optional<String> tableName(String nameOrArn) {
        if (!nameOrArn.startsWith("arn:")) {
            return Optional.of(nameOrArn);
        }
        String head = prefix() + TABLE;
        return nameOrArn.startsWith(head) && nameOrArn.indexOf('/', head.length()) < 0
                ? Optional.of(nameOrArn.substring(head.length()))
                : Optional.empty();
    }

    private String prefix() {
        return "arn:aws:dynamodb:" + region + ":" + account;
    }
}
