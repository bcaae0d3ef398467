/**
 * The replicated log on Apache Ratis 3.3.0: {@link io.torcdb.replication.ratis.RatisLogServer}
 * hosts many groups behind one port. Three things are ours because that release lacks them: the
 * append guard (without it acknowledged entries can be lost), the leadership round (its
 * linearizable reads are not), and the rule that a failed proposal decides nothing.
 *
 * <p>The only room that knows Ratis. Its threads call in with its locks held, so nothing here waits
 * for another thread while it is called, and users are never called while the division's monitor is
 * held.
 */
@NullMarked
@CheckReturnValue
package io.torcdb.replication.ratis;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
