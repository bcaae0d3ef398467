package io.torcdb.control.rpc;

import com.google.protobuf.ByteString;
import io.torcdb.control.catalog.CatalogProposer;
import io.torcdb.control.catalog.Plan;
import io.torcdb.control.catalog.Submitted;
import io.torcdb.control.catalog.TablePlans;
import io.torcdb.control.membership.Registration;
import io.torcdb.model.catalog.CatalogImage;
import io.torcdb.model.catalog.TableInfo;
import io.torcdb.model.outcome.Failure;
import io.torcdb.model.ring.Tokens;
import io.torcdb.proto.internal.ChangeTableRequest;
import io.torcdb.proto.internal.ControlFailure;
import io.torcdb.proto.internal.CreateTableRequest;
import io.torcdb.proto.internal.DeleteTableRequest;
import io.torcdb.proto.internal.RegisterReply;
import io.torcdb.proto.internal.RegisterRequest;
import io.torcdb.proto.internal.Table;
import io.torcdb.proto.internal.TableChangeReply;
import io.torcdb.runtime.Platform;
import io.torcdb.wire.CatalogCodec;
import io.torcdb.wire.TableSettingsCodec;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Requests that change the catalog, from message to message. Blocks the calling thread. */
final class CatalogChanges {
    private static final Logger LOG = LoggerFactory.getLogger(CatalogChanges.class);

    private static final long LONGEST_NANOS = 4_000_000_000L;

    /** What is left for the answer's way back, as a part of the caller's time. */
    private static final int ANSWER_PART = 10;

    private static final long VERSION_BITS = 0x0000_0000_0000_4000L;
    private static final long VERSION_MASK = 0xFFFF_FFFF_FFFF_0FFFL;
    private static final long VARIANT_BITS = 0x8000_0000_0000_0000L;
    private static final long VARIANT_MASK = 0x3FFF_FFFF_FFFF_FFFFL;

    private final CatalogProposer proposer;
    private final LeaderHint hint;
    private final Platform platform;

    CatalogChanges(CatalogProposer proposer, LeaderHint hint, Platform platform) {
        this.proposer = proposer;
        this.hint = hint;
        this.platform = platform;
    }

    ByteString register(RegisterRequest request, long timeoutNanos) {
        var reply = RegisterReply.newBuilder();
        Registration registration;
        try {
            registration =
                    new Registration(
                            request.getClusterId(), CatalogCodec.decode(request.getNode()));
        } catch (IllegalArgumentException e) {
            return reply.setFailure(Failures.refused("No node can be so: " + e.getMessage()))
                    .build()
                    .toByteString();
        }
        switch (submit(registration.plan(), timeoutNanos)) {
            case Submitted.Done(var image) ->
                    reply.setClusterId(image.clusterId())
                            .setNodeId(registration.known(image).orElseThrow().id());
            case Submitted.Refused(Failure.Invalid(var why)) ->
                    reply.setFailure(Failures.refused(why));
            case Submitted other -> reply.setFailure(failure(other));
        }
        return reply.build().toByteString();
    }

    ByteString createTable(CreateTableRequest request, long timeoutNanos) {
        var table = request.getTable();
        try {
            var plan = TablePlans.create(wanted(table), birth());
            return tableChange(table.getName(), submit(plan, timeoutNanos));
        } catch (IllegalArgumentException e) {
            return tableChange(
                    table.getName(),
                    new Submitted.Refused(new Failure.Invalid("No table can be so.")));
        }
    }

    ByteString deleteTable(DeleteTableRequest request, long timeoutNanos) {
        var name = request.getName();
        return tableChange(name, submit(TablePlans.delete(name), timeoutNanos));
    }

    ByteString changeTable(ChangeTableRequest request, long timeoutNanos) {
        var name = request.getName();
        var plan = SettingsChanges.plan(request, platform.time().currentMillis());
        if (plan.isEmpty()) {
            return tableChange(
                    name, new Submitted.Refused(new Failure.Invalid("No table can change so.")));
        }
        var submitted = submit(plan.get(), timeoutNanos);
        if (submitted instanceof Submitted.Done && request.getSetTimeToLive().getEnabled()) {
            LOG.warn("Table {} has a time to live now, but this version expires no items", name);
        }
        return tableChange(name, submitted);
    }

    private Submitted submit(Plan plan, long timeoutNanos) {
        var own = timeoutNanos - timeoutNanos / ANSWER_PART;
        return proposer.submit(plan, Math.min(own, LONGEST_NANOS));
    }

    private ByteString tableChange(String name, Submitted submitted) {
        var reply = TableChangeReply.newBuilder();
        switch (submitted) {
            case Submitted.Done(var image) ->
                    reply.setTable(CatalogCodec.encode(table(image, name)))
                            .setVersion(image.version());
            case Submitted other -> reply.setFailure(failure(other));
        }
        return reply.build().toByteString();
    }

    private static TableInfo table(CatalogImage image, String name) {
        return image.table(name).orElseThrow();
    }

    private ControlFailure failure(Submitted submitted) {
        return switch (submitted) {
            case Submitted.Refused(var failure) -> Failures.of(failure);
            case Submitted.NotLeader() -> hint.notLeader();
            case Submitted.Busy() -> Failures.unavailable("The control plane is busy.");
            case Submitted.Unknown() ->
                    Failures.unknown("The control plane could not learn what became of it.");
            case Submitted.Done _ -> throw new IllegalArgumentException("no failure");
        };
    }

    private static TablePlans.Wanted wanted(Table table) {
        var schema =
                CatalogCodec.decode(
                        table.getSchema().toBuilder().setHashAlgorithm(Tokens.XXH3).build());
        return new TablePlans.Wanted(
                table.getName(),
                schema.keys(),
                schema.hashAlgorithm(),
                schema.localIndexes(),
                TableSettingsCodec.decode(table.getSettings()));
    }

    private TablePlans.Birth birth() {
        var random = platform.random();
        var uuid =
                new UUID(
                        (random.nextLong() & VERSION_MASK) | VERSION_BITS,
                        (random.nextLong() & VARIANT_MASK) | VARIANT_BITS);
        return new TablePlans.Birth(
                uuid.toString(), random.nextLong(), platform.time().currentMillis());
    }
}
