package io.torcdb.deploy.cluster;

import java.io.StringWriter;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** What {@code torc cluster status --json} prints. */
record ClusterStatus(ClusterFolder folder, ClusterPlan plan, Processes processes) {
    String json() {
        var text = new StringWriter();
        try (var json = new JsonFactory().createGenerator(ObjectWriteContext.empty(), text)) {
            var _ = json.writeStartArray();
            plan.members().forEach(member -> write(json, member));
            var _ = json.writeEndArray();
        }
        return text.toString();
    }

    private void write(JsonGenerator json, Member member) {
        var pid = processes.pid(member);
        var _ = json.writeStartObject();
        var _ = json.writeStringProperty("name", member.name());
        var _ = json.writeStringProperty("role", member.role().label());
        if (pid.isPresent()) {
            var _ = json.writeNumberProperty("pid", pid.getAsLong());
        } else {
            var _ = json.writeNullProperty("pid");
        }
        var _ = json.writeBooleanProperty("alive", pid.isPresent());
        var _ = json.writeBooleanProperty("ready", pid.isPresent() && processes.ready(member));
        if (processes.isRouter(member)) {
            var _ = json.writeStringProperty("http", "http://" + processes.address(member, 0));
            var _ = json.writeStringProperty("grpc", processes.address(member, 1));
        } else {
            var _ = json.writeNullProperty("http");
            var _ = json.writeNullProperty("grpc");
        }
        var _ = json.writeStringProperty("admin", processes.adminUrl(member));
        var _ = json.writeStringProperty("data", folder.data(member).toString());
        var _ = json.writeStringProperty("log", folder.log(member).toString());
        var _ = json.writeEndObject();
    }
}
