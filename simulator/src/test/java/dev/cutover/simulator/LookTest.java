package dev.cutover.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.simulator.TestCloud.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("what a look shows")
class LookTest {

    private final TestCloud cloud = new TestCloud(
            TestCloud.hourly("j-1").withTags(Map.of("wave", "1", "tier", "web")),
            TestCloud.hourly("j-2").withTags(Map.of("wave", "1", "tier", "db")),
            JobsOf.inRegion(TestCloud.hourly("j-3"), "cn-beijing").withStatus("Finished"),
            JobsOf.ofSource(TestCloud.hourly("j-4"), "s-j-1").withStatus("Running"),
            TestCloud.hourly("j-5").withSourceState("Unavailable"));

    static Stream<Arguments> jobFilters() {
        return Stream.of(
                shows("j-1 j-2 j-3 j-4 j-5"),
                shows("j-2", "JobId.1", "j-2"),
                shows("j-1 j-2", "JobId.1", "j-2", "JobId.2", "j-1"),
                shows("j-2", "JobId.1", "j-2", "JobId.2", "j-9"),
                shows("", "JobId.1", "j-9"),
                shows("j-1 j-2", "JobId.1", "j-1", "JobId.3", "j-2"),
                shows("j-1 j-4", "SourceId.1", "s-j-1"),
                shows("j-3", "InstanceId.1", "", "Status", "Finished"),
                shows("", "InstanceId.1", "i-1"),
                shows("j-2", "Name", "name-of-j-2"),
                shows("", "Name", "name-of"),
                shows("j-3", "RegionId", "cn-beijing"),
                shows("j-1 j-2 j-5", "Status", "Waiting"),
                shows("j-4", "BusinessStatus", "Preparing"),
                shows("j-1 j-2 j-3 j-4 j-5", "JobType", "0"),
                shows("", "JobType", "1"),
                shows("", "ResourceGroupId", "rg-1"),
                shows("j-1 j-2", "Tag.1.Key", "wave"),
                shows("j-1 j-2", "Tag.1.Key", "wave", "Tag.1.Value", "1"),
                shows("", "Tag.1.Key", "wave", "Tag.1.Value", "2"),
                shows("j-2", "Tag.1.Key", "wave", "Tag.1.Value", "1", "Tag.2.Key", "tier", "Tag.2.Value", "db"),
                shows("", "Tag.1.Key", "owner"),
                shows("j-1", "JobId.1", "j-1", "JobId.2", "j-3", "Status", "Waiting", "Tag.1.Key", "tier"),
                shows("", "JobId.1", "j-1", "Status", "Finished"));
    }

    private static Arguments shows(String ids, String... parameters) {
        return Arguments.argumentSet(String.join(" ", parameters) + ": " + ids, ids, parameters);
    }

    @ParameterizedTest(name = "of the jobs with {argumentSetName}")
    @MethodSource("jobFilters")
    void jobs(String ids, String[] parameters) {
        Answer answer = cloud.jobs(parameters);
        assertThat(answer.column("JobId")).isEqualTo(list(ids));
        assertThat(answer.body()).containsEntry("TotalCount", list(ids).size());
    }

    private static List<Object> list(String words) {
        return words.isEmpty() ? List.of() : List.of((Object[]) words.split(" "));
    }

    static Stream<Arguments> sourceFilters() {
        return Stream.of(
                shows("s-j-1 s-j-2 s-j-3 s-j-5"),
                shows("s-j-2", "SourceId.1", "s-j-2", "SourceId.2", "s-j-9"),
                shows("s-j-1", "JobId", "j-4"),
                shows("s-j-5", "State", "Unavailable"),
                shows("s-j-2", "Name", "name-of-j-2"),
                shows("", "WorkgroupId", "wg-1"),
                shows("s-j-2", "Tag.1.Key", "tier", "Tag.1.Value", "db"),
                shows("", "State", "Available", "SourceId.1", "s-j-5"));
    }

    @ParameterizedTest(name = "of the source servers with {argumentSetName}")
    @MethodSource("sourceFilters")
    void sources(String ids, String[] parameters) {
        assertThat(cloud.sources(parameters).column("SourceId")).isEqualTo(list(ids));
    }

    @Test
    @DisplayName("a source server that is offline says so")
    void offline() {
        assertThat(cloud.sources("SourceId.1", "s-j-5").rows().get(0))
                .containsEntry("State", "Unavailable")
                .containsEntry("ErrorCode", "SourceServer.Offline")
                .containsEntry("JobId", "j-5");
        cloud.cloud.change(JobChange.mended("j-5"));
        assertThat(cloud.sources("SourceId.1", "s-j-5").rows().get(0))
                .containsEntry("State", "Available")
                .containsEntry("ErrorCode", "");
    }

    @ParameterizedTest(name = "page {0} of size {1} of 5 jobs has rows {2} to {3}")
    @CsvSource({"1, 2, 1, 2", "2, 2, 3, 4", "3, 2, 5, 5", "4, 2, 1, 0", "1, 50, 1, 5", "2147483, 50, 1, 0"})
    void pages(int page, int size, int from, int to) {
        Answer answer = cloud.jobs("PageNumber", String.valueOf(page), "PageSize", String.valueOf(size));
        assertThat(answer.column("JobId"))
                .isEqualTo(IntStream.rangeClosed(from, to)
                        .<Object>mapToObj(i -> "j-" + i)
                        .toList());
        assertThat(answer.body())
                .containsEntry("TotalCount", 5)
                .containsEntry("PageNumber", page)
                .containsEntry("PageSize", size);
    }

    @Test
    @DisplayName("ten rows are a page unless the caller says otherwise")
    void usualPage() {
        IntStream.rangeClosed(6, 12).forEach(i -> cloud.cloud.add(TestCloud.hourly("j-" + i)));
        assertThat(cloud.jobs().rows()).hasSize(10);
        assertThat(cloud.jobs().body()).containsEntry("PageSize", 10).containsEntry("PageNumber", 1);
        assertThat(cloud.jobs("PageNumber", "2").rows()).hasSize(2);
        assertThat(cloud.sources().rows()).hasSize(10);
    }

    @ParameterizedTest(name = "{0}={1} is refused by both looks")
    @CsvSource({
        "PageSize, 0",
        "PageSize, 51",
        "PageSize, -1",
        "PageSize, ten",
        "PageSize, 1.5",
        "PageNumber, 0",
        "PageNumber, -1",
        "PageNumber, one",
        "PageNumber, 99999999999"
    })
    void badPages(String name, String value) {
        assertThat(cloud.jobs(name, value).word()).isEqualTo("InvalidParameter." + name);
        assertThat(cloud.sources(name, value).word()).isEqualTo("InvalidParameter." + name);
        assertThat(cloud.lastEffect()).isEqualTo("refused/sent/InvalidParameter." + name);
    }

    @ParameterizedTest(name = "{1} values of {0} are asked for: {2}")
    @CsvSource({
        "JobId., '', 50, OK",
        "JobId., '', 51, InvalidParameter.JobId",
        "SourceId., '', 50, OK",
        "SourceId., '', 51, InvalidParameter.SourceId",
        "InstanceId., '', 51, InvalidParameter.InstanceId",
        "Tag., .Key, 20, OK",
        "Tag., .Key, 21, InvalidParameter.Tag"
    })
    void limits(String before, String after, int count, String word) {
        List<String> parameters = new ArrayList<>();
        IntStream.rangeClosed(1, count).forEach(i -> parameters.addAll(List.of(before + i + after, "v-" + i)));
        assertThat(cloud.jobs(parameters.toArray(String[]::new)).word()).isEqualTo(word);
    }

    @Test
    @DisplayName("fifty jobs asked for by id come in one answer only when the page is so large")
    void idsAndPages() {
        IntStream.rangeClosed(6, 50).forEach(i -> cloud.cloud.add(TestCloud.hourly("j-" + i)));
        List<String> parameters = new ArrayList<>();
        IntStream.rangeClosed(1, 50).forEach(i -> parameters.addAll(List.of("JobId." + i, "j-" + i)));
        assertThat(cloud.jobs(parameters.toArray(String[]::new)).rows()).hasSize(10);
        parameters.addAll(List.of("PageSize", "50"));
        assertThat(cloud.jobs(parameters.toArray(String[]::new)).rows()).hasSize(50);
        assertThat(cloud.lastEntry().jobIds()).hasSize(50).startsWith("j-1", "j-2");
    }

    @Test
    @DisplayName("a row has every field that the documentation names")
    void fields() {
        assertThat(cloud.row("j-1"))
                .containsKeys(
                        "JobId",
                        "Name",
                        "Description",
                        "SourceId",
                        "RegionId",
                        "Status",
                        "BusinessStatus",
                        "StatusInfo",
                        "ErrorCode",
                        "Progress",
                        "RunOnce",
                        "Frequency",
                        "ValidTime",
                        "ScheduledStartTime",
                        "StartTime",
                        "EndTime",
                        "CreationTime",
                        "ImageId",
                        "ImageName",
                        "InstanceId",
                        "TargetType",
                        "TransitionInstanceId",
                        "JobType",
                        "WorkgroupId",
                        "ResourceGroupId",
                        "Tags",
                        "ReplicationJobRuns");
        assertThat(cloud.row("j-1")).containsEntry("ValidTime", "2026-12-28T01:00:00Z");
        assertThat(cloud.sources().rows().get(0))
                .containsKeys(
                        "SourceId",
                        "Name",
                        "State",
                        "ErrorCode",
                        "StatusInfo",
                        "HeartbeatRate",
                        "AgentVersion",
                        "JobId");
    }
}
