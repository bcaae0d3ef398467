package io.torcdb.router.operation;

import io.torcdb.model.catalog.TableInfo;
import io.torcdb.model.catalog.TableStatus;
import io.torcdb.model.outcome.Failure;
import io.torcdb.model.outcome.Outcome;
import io.torcdb.model.outcome.Sentences;
import io.torcdb.model.request.Request;
import io.torcdb.router.operation.check.Constraints;
import io.torcdb.router.operation.table.Arns;
import io.torcdb.runtime.Platform;
import io.torcdb.runtime.catalog.CatalogFollower;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Finds tables by name or ARN. Before a table is called unknown the control plane is asked, so that
 * what another router has made a moment ago is found. Safe for use by many threads; never blocks.
 */
final class Tables {
    /** Requests that wait for the control plane at once; more are answered from what is known. */
    static final int MAX_WAITING = 256;

    static final long REFRESH_NANOS = 1_000_000_000L;

    private final CatalogFollower catalog;
    private final Arns arns;
    private final Platform platform;
    private final Semaphore waiting = new Semaphore(MAX_WAITING);

    Tables(CatalogFollower catalog, Arns arns, Platform platform) {
        this.catalog = catalog;
        this.arns = arns;
        this.platform = platform;
    }

    /** Finds a table that data operations may use. */
    void findReadable(String nameOrArn, Consumer<Outcome<TableInfo>> done) {
        find(nameOrArn, Tables::readable, Sentences.NOT_FOUND, done);
    }

    /** Finds a table in whatever status. */
    void findAny(String nameOrArn, Consumer<Outcome<TableInfo>> done) {
        String name = arns.tableName(nameOrArn).orElse(nameOrArn);
        find(nameOrArn, _ -> true, Sentences.noTable(name), done);
    }

    /** Finds the table that a request names, in whatever status, once the name is one. */
    void findNamed(Request.OnTable request, Consumer<Outcome<TableInfo>> done) {
        Optional<Failure> broken = Constraints.ofTableName(request.tableName());
        if (broken.isPresent()) {
            done.accept(Outcome.refused(broken.get()));
        } else {
            findAny(request.tableName().orElseThrow(), done);
        }
    }

    private static boolean readable(TableInfo table) {
        return table.status() == TableStatus.ACTIVE || table.status() == TableStatus.UPDATING;
    }

    private void find(
            String nameOrArn,
            Predicate<TableInfo> wanted,
            String notFound,
            Consumer<Outcome<TableInfo>> done) {
        Optional<String> name = arns.tableName(nameOrArn);
        if (name.isEmpty()) {
            done.accept(Outcome.refused(new Failure.NotFound(notFound)));
            return;
        }
        Optional<TableInfo> known = catalog.image().table(name.get()).filter(wanted);
        if (known.isPresent()) {
            done.accept(Outcome.success(known.get()));
            return;
        }
        Runnable answer =
                () ->
                        done.accept(
                                catalog.image()
                                        .table(name.get())
                                        .filter(wanted)
                                        .map(Outcome::success)
                                        .orElseGet(() ->
                                                Outcome.refused(new Failure.NotFound(notFound))));
        if (!waiting.tryAcquire()) {
            answer.run();
            return;
        }
        platform.threads()
                .newThread(() -> {
                    try {
                        boolean _ = catalog.refresh(REFRESH_NANOS);
                    } finally {
                        waiting.release();
                        answer.run();
                    }
                })
                .start();
    }

    Arns arns() {
        return arns;
    }
}
