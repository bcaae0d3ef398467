package io.torcdb.router.operation;

import io.torcdb.router.routing.Routes;
import io.torcdb.runtime.Platform;
import io.torcdb.runtime.catalog.CatalogFollower;
import io.torcdb.runtime.catalog.ControlClient;

/**
 * What the operations of one router share.
 *
 * @param tables finds tables by name or ARN
 * @param routes gets requests to storage nodes
 * @param control asks the control plane
 * @param catalog what the router knows of the catalog
 */
record Context(
        Tables tables,
        Routes routes,
        ControlClient control,
        CatalogFollower catalog,
        Platform platform) {}
