package io.torcdb.replication.ratis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.ratis.RaftConfigKeys;
import org.apache.ratis.conf.RaftProperties;
import org.apache.ratis.grpc.GrpcConfigKeys;
import org.apache.ratis.server.RaftServerConfigKeys;
import org.apache.ratis.util.VersionInfo;
import org.junit.jupiter.api.Test;

class SettingsTest {
    private final RaftProperties settings = Settings.of("127.0.0.1", 1, false);

    /** Ratis ignores a name that it does not know. */
    @Test
    void everyNameIsOneThatRatisKnows() {
        Settings.folder(settings, new File("groups"), new File("removed"));

        var known =
                Stream.of(RaftConfigKeys.class, RaftServerConfigKeys.class, GrpcConfigKeys.class)
                        .flatMap(SettingsTest::withNested)
                        .flatMap(keys -> Arrays.stream(keys.getFields()))
                        .filter(field -> field.getName().endsWith("_KEY"))
                        .map(SettingsTest::value)
                        .filter(name -> settings.get(name) != null)
                        .collect(Collectors.toCollection(TreeSet::new));

        assertThat(known).hasSizeGreaterThan(30).hasSize(settings.size());
    }

    @Test
    void theValuesThatSafetyRestsOnAreSet() {
        assertThat(settings.get("raft.server.log.append-entries.compose.enabled"))
                .isEqualTo("false");
        assertThat(settings.get("raft.server.log.unsafe-flush.enabled")).isEqualTo("false");
        assertThat(settings.get("raft.server.log.async-flush.enabled")).isEqualTo("false");
        assertThat(settings.get("raft.server.log.corruption.policy")).isEqualTo("EXCEPTION");
        assertThat(settings.get("raft.server.log.appender.install.snapshot.enabled"))
                .isEqualTo("false");
        assertThat(settings.get("raft.rpc.type")).isEqualTo(GuardedRpc.class.getName());
        assertThat(Settings.WRITE_BUFFER_BYTES).isGreaterThan(Settings.ENTRY_BYTES);
    }

    @Test
    void onlyUnsafeFlushDoesNotWaitForTheDisk() {
        var unsafe = Settings.of("127.0.0.1", 1, true);

        assertThat(unsafe.get("raft.server.log.unsafe-flush.enabled")).isEqualTo("true");
    }

    /** A new version is taken only when the four cases of the append guard have been run on it. */
    @Test
    void theGuardWasWrittenForThisVersionOfRatis() {
        assertThat(VersionInfo.getSoftwareInfoVersion()).isEqualTo("3.3.0");
    }

    private static Stream<Class<?>> withNested(Class<?> keys) {
        return Stream.concat(
                Stream.of(keys),
                Arrays.stream(keys.getClasses()).flatMap(SettingsTest::withNested));
    }

    private static String value(Field field) {
        try {
            return (String) field.get(null);
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }
}
