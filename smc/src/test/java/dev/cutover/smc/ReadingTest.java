package dev.cutover.smc;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read of a job and of a source server. */
class ReadingTest {

    @Test
    @DisplayName("every field of a job is read")
    void wholeJob() throws Exception {
        ReplicationJob job = job("""
                {"JobId": "j-1", "Name": "db-01", "Description": "d", "SourceId": "s-1", "RegionId": "cn-shanghai",
                 "Status": "Running", "BusinessStatus": "Syncing", "StatusInfo": "i", "ErrorCode": "E", "Progress": 42.5,
                 "RunOnce": false, "Frequency": 12, "ValidTime": "2020-06-14T12:01:24Z",
                 "ScheduledStartTime": "2020-05-14T12:01:25Z", "StartTime": "2020-05-14T12:01:26.125Z",
                 "EndTime": "2020-05-14T12:01:27Z", "CreationTime": "2020-05-14T12:01:28Z", "ImageId": "m-1",
                 "ImageName": "n", "InstanceId": "i-1", "TargetType": "Image", "TransitionInstanceId": "i-2", "JobType": 0,
                 "WorkgroupId": "w-1", "ResourceGroupId": "rg-1", "SomethingNew": {"a": [1]},
                 "Tags": {"Tag": [{"Key": "wave", "Value": "prod-07"}, {"Key": "empty", "Value": ""}]},
                 "ReplicationJobRuns": {"ReplicationJobRun": [
                   {"StartTime": "2020-05-14T01:00:00Z", "EndTime": "2020-05-14T02:00:00Z", "ImageId": "m-0", "Type": "Manual"},
                   {"StartTime": "2020-05-14T03:00:00Z", "EndTime": "", "Type": "Schedule"}]}}
                """);

        assertThat(job.jobId()).isEqualTo("j-1");
        assertThat(job.name()).isEqualTo("db-01");
        assertThat(job.description()).isEqualTo("d");
        assertThat(job.sourceId()).isEqualTo("s-1");
        assertThat(job.regionId()).isEqualTo("cn-shanghai");
        assertThat(job.status()).isEqualTo(JobStatus.RUNNING);
        assertThat(job.statusText()).isEqualTo("Running");
        assertThat(job.businessStatus()).isEqualTo(BusinessStatus.SYNCING);
        assertThat(job.businessStatusText()).isEqualTo("Syncing");
        assertThat(job.statusInfo()).isEqualTo("i");
        assertThat(job.errorCode()).isEqualTo("E");
        assertThat(job.progress()).isEqualTo(42.5);
        assertThat(job.runOnce()).isFalse();
        assertThat(job.frequency()).isEqualTo(Duration.ofHours(12));
        assertThat(job.validTime()).isEqualTo(Instant.parse("2020-06-14T12:01:24Z"));
        assertThat(job.scheduledStartTime()).isEqualTo(Instant.parse("2020-05-14T12:01:25Z"));
        assertThat(job.startTime()).isEqualTo(Instant.parse("2020-05-14T12:01:26.125Z"));
        assertThat(job.endTime()).isEqualTo(Instant.parse("2020-05-14T12:01:27Z"));
        assertThat(job.creationTime()).isEqualTo(Instant.parse("2020-05-14T12:01:28Z"));
        assertThat(job.imageId()).isEqualTo("m-1");
        assertThat(job.imageName()).isEqualTo("n");
        assertThat(job.instanceId()).isEqualTo("i-1");
        assertThat(job.targetType()).isEqualTo("Image");
        assertThat(job.transitionInstanceId()).isEqualTo("i-2");
        assertThat(job.jobType()).isZero();
        assertThat(job.workgroupId()).isEqualTo("w-1");
        assertThat(job.resourceGroupId()).isEqualTo("rg-1");
        assertThat(job.tags()).isEqualTo(Map.of("wave", "prod-07", "empty", ""));
        assertThat(job.runs())
                .containsExactly(
                        new ReplicationJob.Run(
                                Instant.parse("2020-05-14T01:00:00Z"),
                                Instant.parse("2020-05-14T02:00:00Z"),
                                "Manual",
                                "m-0"),
                        new ReplicationJob.Run(Instant.parse("2020-05-14T03:00:00Z"), null, "Schedule", null));
    }

    @ParameterizedTest(name = "a job that tells nothing but its id: {0}")
    @ValueSource(
            strings = {
                "{\"JobId\": \"j-1\"}",
                "{\"JobId\": \"j-1\", \"Status\": null, \"Tags\": null, \"ReplicationJobRuns\": null, \"ValidTime\": null}",
                "{\"JobId\": \"j-1\", \"Status\": \"\", \"Tags\": {}, \"ReplicationJobRuns\": {}, \"ValidTime\": \"\"}",
                "{\"JobId\": \"j-1\", \"Frequency\": \"\", \"Progress\": \"\", \"RunOnce\": \"\", \"ErrorCode\": \"\"}",
                "{\"JobId\": \"j-1\", \"Frequency\": 0, \"Tags\": {\"Tag\": null}}"
            })
    void bareJob(String body) throws Exception {
        assertThat(job(body))
                .isEqualTo(new ReplicationJob(
                        "j-1",
                        null,
                        null,
                        null,
                        JobStatus.UNRECOGNISED,
                        null,
                        null,
                        null,
                        false,
                        null,
                        null,
                        null,
                        null,
                        List.of()));
    }

    static Stream<JobStatus> jobStatuses() {
        return Arrays.stream(JobStatus.values()).filter(status -> status != JobStatus.UNRECOGNISED);
    }

    @ParameterizedTest(name = "the status {0} is read from its own name in SMC''s spelling")
    @MethodSource("jobStatuses")
    void statusesByName(JobStatus status) throws Exception {
        assertThat(job("{\"JobId\": \"j-1\", \"Status\": \"" + spelt(status) + "\"}")
                        .status())
                .isEqualTo(status);
    }

    static Stream<BusinessStatus> businessStatuses() {
        return Arrays.stream(BusinessStatus.values()).filter(status -> status != BusinessStatus.UNRECOGNISED);
    }

    @ParameterizedTest(name = "the business status {0} is read from its own name in SMC''s spelling")
    @MethodSource("businessStatuses")
    void businessStatusesByName(BusinessStatus status) throws Exception {
        assertThat(job("{\"JobId\": \"j-1\", \"BusinessStatus\": \"" + spelt(status) + "\"}")
                        .businessStatus())
                .isEqualTo(status);
    }

    static Stream<SourceServerState> sourceServerStates() {
        return Arrays.stream(SourceServerState.values()).filter(state -> state != SourceServerState.UNRECOGNISED);
    }

    @ParameterizedTest(name = "the state {0} of a source server is read from its own name in SMC''s spelling")
    @MethodSource("sourceServerStates")
    void statesByName(SourceServerState state) throws Exception {
        assertThat(sourceServer("{\"SourceId\": \"s-1\", \"State\": \"" + spelt(state) + "\"}")
                        .state())
                .isEqualTo(state);
    }

    @Test
    @DisplayName("words that this version does not know are kept as they are")
    void unknownWords() throws Exception {
        ReplicationJob job = job("{\"JobId\": \"j-1\", \"Status\": \"Dreaming\", \"BusinessStatus\": \"Deep\"}");

        assertThat(job.status()).isEqualTo(JobStatus.UNRECOGNISED);
        assertThat(job.statusText()).isEqualTo("Dreaming");
        assertThat(job.businessStatus()).isEqualTo(BusinessStatus.UNRECOGNISED);
        assertThat(job.businessStatusText()).isEqualTo("Deep");
        assertThat(sourceServer("{\"SourceId\": \"s-1\", \"State\": \"Gone\"}").stateText())
                .isEqualTo("Gone");
    }

    @ParameterizedTest(name = "the time {0} is {1}")
    @CsvSource({
        "2020-05-14T12:01:24Z,2020-05-14T12:01:24Z",
        "2020-05-14T12:01:24.5Z,2020-05-14T12:01:24.500Z",
        "2020-05-14T12:01:24.123Z,2020-05-14T12:01:24.123Z",
        "2020-05-14T12:01Z,2020-05-14T12:01:00Z",
        "2020-05-14T20:01:24+08:00,2020-05-14T12:01:24Z"
    })
    void times(String text, Instant instant) throws Exception {
        assertThat(job("{\"JobId\": \"j-1\", \"ValidTime\": \"" + text + "\"}").validTime())
                .isEqualTo(instant);
    }

    @ParameterizedTest(name = "RunOnce {0} is {1}")
    @CsvSource({"true,true", "false,false", "\"True\",true", "\"false\",false"})
    void flags(String json, boolean runOnce) throws Exception {
        assertThat(job("{\"JobId\": \"j-1\", \"RunOnce\": " + json + "}").runOnce())
                .isEqualTo(runOnce);
    }

    @Test
    @DisplayName("every field of a source server is read")
    void wholeSourceServer() throws Exception {
        assertThat(sourceServer("{\"SourceId\": \"s-1\", \"Name\": \"db-01\", \"State\": \"Unavailable\","
                        + " \"ErrorCode\": \"SourceServer.Offline\", \"StatusInfo\": \"i\", \"HeartbeatRate\": 30,"
                        + " \"AgentVersion\": \"1.5.1\", \"JobId\": \"j-1\", \"New\": 1}"))
                .isEqualTo(new SourceServer(
                        "s-1",
                        "db-01",
                        SourceServerState.UNAVAILABLE,
                        "Unavailable",
                        "SourceServer.Offline",
                        "i",
                        Duration.ofSeconds(30),
                        "1.5.1",
                        "j-1"));
    }

    /** {@code IN_ERROR} as SMC spells it: {@code InError}. */
    private static String spelt(Enum<?> constant) {
        StringBuilder spelt = new StringBuilder();
        for (String word : constant.name().split("_", -1)) {
            spelt.append(word.charAt(0)).append(word.substring(1).toLowerCase(Locale.ROOT));
        }
        return spelt.toString();
    }

    private static ReplicationJob job(String body) throws Exception {
        return Answers.job(Answers.object(body.getBytes(StandardCharsets.UTF_8)));
    }

    private static SourceServer sourceServer(String body) throws Exception {
        return Answers.sourceServer(Answers.object(body.getBytes(StandardCharsets.UTF_8)));
    }
}
