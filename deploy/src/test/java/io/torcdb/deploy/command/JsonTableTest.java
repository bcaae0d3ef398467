package io.torcdb.deploy.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class JsonTableTest {
    @Test
    void aListOfObjectsIsATable() {
        var text =
                JsonTable.render(
                        """
                        [{"id":"1","firstToken":"00","replicas":[{"node":"7","role":"LEADER"}]},
                         {"id":"22","firstToken":null,"replicas":[]}]
                        """);

        assertThat(text)
                .isEqualTo(
                        """
                        ID  FIRST-TOKEN  REPLICAS
                        1   00           node=7 role=LEADER
                        22  -            -
                        """);
    }

    @Test
    void anObjectIsLines() {
        assertThat(JsonTable.render("{\"groups\":3,\"problems\":[\"a\",\"b\"]}"))
                .isEqualTo("groups    3\nproblems  a; b\n");
    }

    @Test
    void anEmptyListIsSaid() {
        assertThat(JsonTable.render("[]")).isEqualTo("(none)\n");
    }
}
