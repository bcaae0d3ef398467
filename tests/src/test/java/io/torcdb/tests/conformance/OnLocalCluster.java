package io.torcdb.tests.conformance;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Hands the one {@link Database} of a test run to whoever asks, and closes it at the end. */
public final class OnLocalCluster implements ParameterResolver {
    private static final Namespace NAMESPACE = Namespace.create(OnLocalCluster.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Database.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(NAMESPACE)
                .getOrComputeIfAbsent(Database.class, _ -> open(), Database.class);
    }

    private static Database open() {
        try {
            return new Database();
        } catch (Exception failure) {
            throw new IllegalStateException("the cluster did not start", failure);
        }
    }
}
