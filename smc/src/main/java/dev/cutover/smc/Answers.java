package dev.cutover.smc;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;

/** Reads SMC's bodies. What cannot be read is told as {@link Unreadable}, never guessed. */
final class Answers {

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private Answers() {}

    /** A body of another shape than expected. */
    static final class Unreadable extends Exception {

        private static final long serialVersionUID = 1L;

        Unreadable(String what) {
            super(what);
        }
    }

    static JsonNode object(String body) throws Unreadable {
        try {
            JsonNode node = MAPPER.readTree(body);
            if (node == null || !node.isObject()) {
                throw new Unreadable("the body is no JSON object");
            }
            return node;
        } catch (JsonProcessingException failure) {
            // Its message would quote the body.
            throw new Unreadable("the body is no JSON");
        }
    }

    static String requestId(JsonNode answer) throws Unreadable {
        String id = text(answer, "RequestId");
        if (id == null) {
            throw new Unreadable("the answer has no RequestId");
        }
        return id;
    }

    static List<JsonNode> rows(JsonNode answer, String list, String element) throws Unreadable {
        requestId(answer);
        JsonNode outer = answer.path(list);
        JsonNode rows = outer.isArray() ? outer : outer.path(element);
        if (!rows.isArray()) {
            throw new Unreadable("the answer has no " + list);
        }
        List<JsonNode> found = new ArrayList<>();
        for (JsonNode row : rows) {
            if (!row.isObject()) {
                throw new Unreadable("a row of " + list + " is no object");
            }
            found.add(row);
        }
        return found;
    }

    static ReplicationJob job(JsonNode row) throws Unreadable {
        String status = text(row, "Status");
        String id = text(row, "JobId");
        if (id == null || status == null) {
            throw new Unreadable("a job has no JobId or no Status");
        }
        List<ReplicationJob.Run> runs = new ArrayList<>();
        for (JsonNode run : row.path("ReplicationJobRuns").path("ReplicationJobRun")) {
            runs.add(new ReplicationJob.Run(
                    instant(run, "StartTime"), instant(run, "EndTime"), text(run, "Type"), text(run, "ImageId")));
        }
        return new ReplicationJob(
                id,
                text(row, "Name"),
                text(row, "SourceId"),
                text(row, "RegionId"),
                JobStatus.of(status),
                status,
                text(row, "BusinessStatus"),
                text(row, "ErrorCode"),
                row.path("RunOnce").asBoolean(false),
                row.path("Frequency").asLong(0) > 0
                        ? Duration.ofHours(row.path("Frequency").asLong())
                        : null,
                instant(row, "ValidTime"),
                text(row, "ImageId"),
                text(row, "InstanceId"),
                List.copyOf(runs));
    }

    static SourceServer sourceServer(JsonNode row) throws Unreadable {
        String id = text(row, "SourceId");
        if (id == null) {
            throw new Unreadable("a source server has no SourceId");
        }
        return new SourceServer(id, text(row, "Name"), text(row, "State"), text(row, "ErrorCode"), text(row, "JobId"));
    }

    /** A text field; {@code null} when it is absent, null or empty. */
    static String text(JsonNode node, String field) throws Unreadable {
        JsonNode value = node.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.isValueNode()) {
            throw new Unreadable(field + " is no text");
        }
        return value.asText().isEmpty() ? null : value.asText();
    }

    private static Instant instant(JsonNode node, String field) throws Unreadable {
        String text = text(node, field);
        try {
            return text == null ? null : Instant.parse(text);
        } catch (DateTimeParseException failure) {
            throw new Unreadable(field + " is no time");
        }
    }
}
