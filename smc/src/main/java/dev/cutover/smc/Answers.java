package dev.cutover.smc;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads SMC's bodies. What cannot be read is told as {@link Unreadable}, never guessed; what is absent or unknown is let through. */
final class Answers {

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private Answers() {}

    /** A body of another shape than expected. Its message quotes nothing of the body. */
    static final class Unreadable extends Exception {

        private static final long serialVersionUID = 1L;

        private final String code;

        Unreadable(String what) {
            this(what, null);
        }

        Unreadable(String what, String code) {
            super(what);
            this.code = code;
        }

        /** The code that stood in it all the same, or {@code null}. */
        String code() {
            return code;
        }
    }

    /** What a failed call's body says; texts as SMC sent them, {@code null} when it did not. */
    record Refusal(String code, String message, String requestId, String recommend) {}

    static JsonNode object(byte[] body) throws Unreadable {
        try {
            JsonNode node = MAPPER.readTree(body);
            if (node == null || !node.isObject()) {
                throw new Unreadable("the body is no JSON object");
            }
            return node;
        } catch (JsonProcessingException failure) {
            // Its message would quote the body.
            throw new Unreadable("the body is no JSON");
        } catch (IOException failure) {
            // Bytes that are no UTF-8.
            throw new Unreadable("the body is no text");
        }
    }

    static String requestId(JsonNode answer) throws Unreadable {
        JsonNode id = answer.path("RequestId");
        if (!id.isTextual() || id.textValue().isBlank()) {
            throw new Unreadable("the answer has no RequestId");
        }
        return id.textValue();
    }

    static Refusal refusal(byte[] body) throws Unreadable {
        JsonNode answer = object(body);
        JsonNode code = answer.path("Code");
        if (!code.isTextual() || !code.textValue().matches("[\\p{Graph} ]{1,128}")) {
            throw new Unreadable("the body has no Code");
        }
        try {
            return new Refusal(
                    code.textValue().strip(),
                    text(answer, "Message"),
                    text(answer, "RequestId"),
                    text(answer, "Recommend"));
        } catch (Unreadable weird) {
            throw new Unreadable("the body has a Code, but " + weird.getMessage(), code.textValue());
        }
    }

    /** The one page that was asked for; fails when the answer says that it is another one. */
    static <T> Page<T> page(JsonNode answer, Listing<T> listing, int number) throws Unreadable {
        require(answer, "PageNumber", number);
        require(answer, "PageSize", Smc.MOST_PER_CALL);
        JsonNode rows = answer.path(listing.list()).path(listing.element());
        if (!rows.isArray()) {
            throw new Unreadable("the answer has no " + listing.list());
        }
        if (rows.size() > Smc.MOST_PER_CALL) {
            throw new Unreadable("the answer has more rows than were asked for");
        }
        List<T> found = new ArrayList<>();
        for (JsonNode row : rows) {
            if (!row.isObject()) {
                throw new Unreadable("a row of " + listing.list() + " is no object");
            }
            found.add(listing.reader().read(row));
        }
        return new Page<>(found, whole(answer, "TotalCount"));
    }

    private static void require(JsonNode answer, String field, int expected) throws Unreadable {
        Integer told = whole(answer, field);
        if (told != null && told != expected) {
            throw new Unreadable("the answer is for another " + field);
        }
    }

    static ReplicationJob job(JsonNode row) throws Unreadable {
        String status = text(row, "Status");
        String businessStatus = text(row, "BusinessStatus");
        return new ReplicationJob(
                id(row, "JobId"),
                text(row, "Name"),
                text(row, "Description"),
                text(row, "SourceId"),
                text(row, "RegionId"),
                JobStatus.of(status),
                status,
                BusinessStatus.of(businessStatus),
                businessStatus,
                text(row, "StatusInfo"),
                text(row, "ErrorCode"),
                number(row, "Progress"),
                flag(row, "RunOnce"),
                hours(row, "Frequency"),
                instant(row, "ValidTime"),
                instant(row, "ScheduledStartTime"),
                instant(row, "StartTime"),
                instant(row, "EndTime"),
                instant(row, "CreationTime"),
                text(row, "ImageId"),
                text(row, "ImageName"),
                text(row, "InstanceId"),
                text(row, "TargetType"),
                text(row, "TransitionInstanceId"),
                whole(row, "JobType"),
                text(row, "WorkgroupId"),
                text(row, "ResourceGroupId"),
                tags(row),
                runs(row));
    }

    private static Map<String, String> tags(JsonNode row) throws Unreadable {
        Map<String, String> tags = new LinkedHashMap<>();
        for (JsonNode tag : optionalRows(row, "Tags", "Tag")) {
            String key = text(tag, "Key");
            String value = text(tag, "Value");
            if (key != null) {
                tags.put(key, value == null ? "" : value);
            }
        }
        return tags;
    }

    private static List<ReplicationJob.Run> runs(JsonNode row) throws Unreadable {
        List<ReplicationJob.Run> runs = new ArrayList<>();
        for (JsonNode run : optionalRows(row, "ReplicationJobRuns", "ReplicationJobRun")) {
            runs.add(new ReplicationJob.Run(
                    instant(run, "StartTime"), instant(run, "EndTime"), text(run, "Type"), text(run, "ImageId")));
        }
        return List.copyOf(runs);
    }

    static SourceServer sourceServer(JsonNode row) throws Unreadable {
        String state = text(row, "State");
        Integer heartbeat = whole(row, "HeartbeatRate");
        return new SourceServer(
                id(row, "SourceId"),
                text(row, "Name"),
                SourceServerState.of(state),
                state,
                text(row, "ErrorCode"),
                text(row, "StatusInfo"),
                heartbeat == null ? null : Duration.ofSeconds(heartbeat),
                text(row, "AgentVersion"),
                text(row, "JobId"));
    }

    private static String id(JsonNode row, String field) throws Unreadable {
        String id = text(row, field);
        if (id == null) {
            throw new Unreadable("a row has no " + field);
        }
        return id;
    }

    /** A list within a list's name, as SMC nests them; absent is empty. */
    private static JsonNode optionalRows(JsonNode row, String list, String element) throws Unreadable {
        JsonNode outer = row.path(list);
        JsonNode rows = outer.path(element);
        boolean absent = outer.isMissingNode() || outer.isNull();
        boolean nested = outer.isObject() && (rows.isArray() || rows.isMissingNode() || rows.isNull());
        if (!absent && !nested) {
            throw new Unreadable(list + " is no list");
        }
        for (JsonNode each : rows) {
            if (!each.isObject()) {
                throw new Unreadable("a row of " + list + " is no object");
            }
        }
        return rows;
    }

    /** A text field, or a number or flag that stands where a text is expected; {@code null} when it is absent, null or empty. */
    private static String text(JsonNode node, String field) throws Unreadable {
        JsonNode value = node.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.isValueNode()) {
            throw new Unreadable(field + " is no text");
        }
        return value.asText().isEmpty() ? null : value.asText();
    }

    private static Double number(JsonNode node, String field) throws Unreadable {
        String text = text(node, field);
        try {
            return text == null ? null : Double.valueOf(text);
        } catch (NumberFormatException failure) {
            throw new Unreadable(field + " is no number");
        }
    }

    private static Integer whole(JsonNode node, String field) throws Unreadable {
        String text = text(node, field);
        try {
            return text == null ? null : Integer.valueOf(text);
        } catch (NumberFormatException failure) {
            throw new Unreadable(field + " is no whole number");
        }
    }

    private static Duration hours(JsonNode node, String field) throws Unreadable {
        Integer hours = whole(node, field);
        return hours == null || hours <= 0 ? null : Duration.ofHours(hours);
    }

    private static boolean flag(JsonNode node, String field) throws Unreadable {
        String text = text(node, field);
        if (text == null || text.equalsIgnoreCase("false")) {
            return false;
        }
        if (!text.equalsIgnoreCase("true")) {
            throw new Unreadable(field + " is neither true nor false");
        }
        return true;
    }

    private static Instant instant(JsonNode node, String field) throws Unreadable {
        String text = text(node, field);
        try {
            return text == null ? null : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException failure) {
            throw new Unreadable(field + " is no time");
        }
    }
}
