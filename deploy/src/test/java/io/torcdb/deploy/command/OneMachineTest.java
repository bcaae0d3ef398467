package io.torcdb.deploy.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.torcdb.runtime.config.Config;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class OneMachineTest {
    @ParameterizedTest
    @CsvSource({"1,1,1", "3,1,1", "3,2,1", "3,7,1", "3,8,2", "3,12,3", "3,64,3", "1,64,1"})
    void aMachineHasAFirstGroupForEachFourProcessorsButNoMoreThanNodes(
            int nodes, int processors, int groups) {
        assertThat(OneMachine.firstGroups(nodes, processors)).isEqualTo(groups);
    }

    @Test
    void whoSaysHowManyGroupsGetsThem() {
        var config = Config.of(Map.of("cluster.initial-groups", "5"));

        assertThat(OneMachine.with(config, 3).find("cluster.initial-groups")).contains("5");
        assertThat(OneMachine.with(Config.of(Map.of()), 1).find("cluster.initial-groups"))
                .contains("1");
    }
}
