package dev.cutover.smc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Asking for many: 50 at a time, and when what comes together may be believed. */
@Timeout(60)
class ListingTest {

    private final MockWebServer server = new MockWebServer();
    private SmcClient client;

    @BeforeEach
    void start() throws Exception {
        server.start();
        client = Line.to(server);
    }

    @AfterEach
    void stop() {
        client.close();
        server.close();
    }

    @ParameterizedTest(name = "{0} ids are {1} calls, the last with {2} ids")
    @CsvSource({"0,0,0", "1,1,1", "50,1,50", "51,2,1", "100,2,50", "101,3,1"})
    void chunks(int ids, int calls, int last) throws Exception {
        List<String> asked = ids(1, ids);
        for (int from = 1; from <= ids; from += 50) {
            enqueue(null, ids(from, Math.min(ids, from + 49)));
        }

        List<ReplicationJob> jobs = client.describeReplicationJobs(asked);

        assertThat(jobs).extracting(ReplicationJob::jobId).containsExactlyElementsOf(asked);
        assertThat(server.getRequestCount()).isEqualTo(calls);
        List<HttpUrl> urls = sent(calls);
        if (calls > 0) {
            assertThat(named(urls.get(calls - 1), "JobId.")).hasSize(last);
            assertThat(urls.get(0).queryParameter("JobId.1")).isEqualTo("j-1");
        }
        assertThat(urls).allSatisfy(url -> {
            assertThat(url.queryParameter("PageNumber")).isEqualTo("1");
            assertThat(url.queryParameter("PageSize")).isEqualTo("50");
        });
    }

    @Test
    @DisplayName("source servers are asked for 50 at a time too")
    void sourceServers() throws Exception {
        for (int part : List.of(50, 1)) {
            String rows = ids(part == 50 ? 1 : 51, part == 50 ? 50 : 51).stream()
                    .map(id -> "{\"SourceId\": \"" + id + "\", \"State\": \"InUse\"}")
                    .collect(Collectors.joining(","));
            server.enqueue(new MockResponse.Builder()
                    .body("{\"SourceServers\": {\"SourceServer\": [" + rows + "]}}")
                    .build());
        }

        assertThat(client.describeSourceServers(ids(1, 51))).hasSize(51);
        assertThat(named(sent(2).get(0), "SourceId.")).hasSize(50);
    }

    @Test
    @DisplayName("an id that is named twice is asked for once, and one that does not exist is missing")
    void twiceAndMissing() throws Exception {
        enqueue(1, List.of("j-1"));

        assertThat(client.describeReplicationJobs(List.of("j-1", "j-2", "j-1")))
                .extracting(ReplicationJob::jobId)
                .containsExactly("j-1");
        assertThat(named(sent(1).get(0), "JobId.")).containsExactlyInAnyOrder("JobId.1", "JobId.2");
    }

    @Test
    @DisplayName("a chunk that fails fails the whole: no half answer")
    void halfAnswer() {
        enqueue(null, ids(1, 50));
        server.enqueue(new MockResponse.Builder().code(502).build());

        assertThat(Line.verdict(() -> client.describeReplicationJobs(ids(1, 51))))
                .isEqualTo("unclear 502");
    }

    /** A page as a fake server tells it. */
    private static Page<ReplicationJob> page(Integer total, List<String> ids) {
        return new Page<>(
                ids.stream()
                        .map(id -> new ReplicationJob(
                                id,
                                null,
                                null,
                                null,
                                JobStatus.WAITING,
                                "Waiting",
                                null,
                                null,
                                false,
                                null,
                                null,
                                null,
                                null,
                                List.of()))
                        .toList(),
                total);
    }

    @SafeVarargs
    @SuppressWarnings("varargs") // a list of pages is only read
    private static List<Page<ReplicationJob>> pages(Page<ReplicationJob>... pages) {
        return Arrays.asList(pages);
    }

    static Stream<Arguments> believed() {
        List<String> first = ids(1, 50);
        return Stream.of(
                argumentSet("none", pages(page(0, List.of())), 0),
                argumentSet("three of three", pages(page(3, ids(1, 3))), 3),
                argumentSet("fifty of fifty, without asking for a second page", pages(page(50, first)), 50),
                argumentSet(
                        "101 on three pages",
                        pages(page(101, first), page(101, ids(51, 100)), page(101, ids(101, 101))),
                        101),
                argumentSet("60 without a total", pages(page(null, first), page(null, ids(51, 60))), 60),
                argumentSet(
                        "50 without a total, the second page empty",
                        pages(page(null, first), page(null, List.of())),
                        50),
                argumentSet(
                        "a total that grew: read anew",
                        pages(page(60, first), page(61, ids(50, 60)), page(61, first), page(61, ids(51, 61))),
                        61),
                argumentSet(
                        "a total that shrank: read anew, for a row may have slipped through",
                        pages(page(60, first), page(59, ids(52, 60)), page(59, first), page(59, ids(51, 59))),
                        59),
                argumentSet(
                        "a row told twice under one total: read anew",
                        pages(page(60, first), page(60, ids(50, 59)), page(60, first), page(60, ids(51, 60))),
                        60),
                argumentSet(
                        "a page too short for its total: read anew",
                        pages(page(60, first), page(60, ids(51, 55)), page(60, first), page(60, ids(51, 60))),
                        60));
    }

    @ParameterizedTest(name = "{argumentSetName}")
    @MethodSource("believed")
    void believed(List<Page<ReplicationJob>> pages, int jobs) throws Exception {
        List<Page<ReplicationJob>> left = new ArrayList<>(pages);

        assertThat(Listing.JOBS.byPages(Map.of(), (filter, number) -> left.remove(0), PagesRead.IN_SILENCE))
                .extracting(ReplicationJob::jobId)
                .containsExactlyElementsOf(ids(1, jobs));
        assertThat(left).as("pages not asked for").isEmpty();
    }

    static Stream<Arguments> unbelieved() {
        List<String> first = ids(1, 50);
        return Stream.of(
                argumentSet(
                        "always the first page, with a total",
                        (Listing.Caller<ReplicationJob>) (filter, number) -> page(500, first),
                        6),
                argumentSet(
                        "always the first page, without a total",
                        (Listing.Caller<ReplicationJob>) (filter, number) -> page(null, first),
                        6),
                argumentSet(
                        "new jobs without end",
                        (Listing.Caller<ReplicationJob>)
                                (filter, number) -> page(null, ids(number * 50, number * 50 + 49)),
                        200),
                argumentSet(
                        "new jobs without end, and a total that flees",
                        (Listing.Caller<ReplicationJob>)
                                (filter, number) -> page(number * 100, ids(number * 50, number * 50 + 49)),
                        6),
                argumentSet(
                        "more jobs than it counts",
                        (Listing.Caller<ReplicationJob>) (filter, number) -> page(10, first),
                        3),
                argumentSet(
                        "a total that is never reached",
                        (Listing.Caller<ReplicationJob>) (filter, number) -> page(70, number == 1 ? first : List.of()),
                        6),
                argumentSet(
                        "a negative total", (Listing.Caller<ReplicationJob>) (filter, number) -> page(-1, first), 3));
    }

    @ParameterizedTest(name = "a server that tells {argumentSetName}: no clear answer after {1} calls")
    @MethodSource("unbelieved")
    void unbelieved(Listing.Caller<ReplicationJob> server, int calls) {
        List<Integer> asked = new ArrayList<>();

        Listing.Caller<ReplicationJob> listening = (filter, number) -> {
            asked.add(number);
            return server.page(filter, number);
        };
        assertThatThrownBy(() -> Listing.JOBS.byPages(Map.of(), listening, PagesRead.IN_SILENCE))
                .isInstanceOf(SmcException.NoClearAnswer.class);
        assertThat(asked).hasSize(calls);
    }

    static Stream<Arguments> progress() {
        return Stream.of(
                argumentSet("of two", List.of(page(51, ids(1, 50)), page(51, ids(51, 51))), List.of("1/2", "2/2")),
                argumentSet("of nobody knows how many", List.of(page(null, ids(1, 3))), List.of("1/0")),
                argumentSet("of none", List.of(page(0, List.of())), List.of("1/1")),
                argumentSet(
                        "read anew",
                        List.of(
                                page(51, ids(1, 50)),
                                page(52, ids(51, 52)),
                                page(52, ids(1, 50)),
                                page(52, ids(51, 52))),
                        List.of("1/2", "1/2", "2/2")));
    }

    @ParameterizedTest(name = "pages are told as they are read: {argumentSetName}")
    @MethodSource("progress")
    void progress(List<Page<ReplicationJob>> pages, List<String> expected) throws Exception {
        List<Page<ReplicationJob>> left = new ArrayList<>(pages);
        List<String> told = new ArrayList<>();

        Listing.JOBS.byPages(
                Map.of(), (filter, number) -> left.remove(0), (page, count) -> told.add(page + "/" + count));

        assertThat(told).isEqualTo(expected);
    }

    @Test
    @DisplayName("a tag without a value goes out as a key, and sources by number")
    void anyValue() throws Exception {
        enqueue(0, List.of());
        Map<String, String> tags = new HashMap<>();
        tags.put("app", null);

        assertThat(client.findReplicationJobs(new JobFilter(null, null, null, List.of("s-1", "s-2"), tags)))
                .isEmpty();

        HttpUrl url = sent(1).get(0);
        assertThat(url.queryParameterNames())
                .contains("Tag.1.Key", "SourceId.1", "SourceId.2")
                .doesNotContain("Tag.1.Value", "Name", "Status", "RegionId");
    }

    @Test
    @DisplayName("a filter goes out with each page, its tags by number")
    void filter() throws Exception {
        enqueue(51, ids(1, 50));
        enqueue(51, ids(51, 51));

        JobFilter filter = new JobFilter("db", "cn-shanghai", "Waiting", Map.of("wave", "prod 07", "app", "x"));
        assertThat(client.findReplicationJobs(filter)).hasSize(51);

        List<HttpUrl> urls = sent(2);
        assertThat(urls)
                .allSatisfy(url -> assertThat(url.query())
                        .contains("Name=db", "RegionId=cn-shanghai", "Status=Waiting", "PageSize=50")
                        .contains("Tag.1.Key=app", "Tag.1.Value=x", "Tag.2.Key=wave", "Tag.2.Value=prod 07"));
        assertThat(urls).extracting(url -> url.queryParameter("PageNumber")).containsExactly("1", "2");
    }

    @Test
    @DisplayName("a cutover says SyncData as it was told, and which job")
    void cutover() throws Exception {
        server.enqueue(new MockResponse.Builder().body("{\"RequestId\": \"R\"}").build());
        server.enqueue(new MockResponse.Builder().body("{\"RequestId\": \"R\"}").build());

        client.cutOverReplicationJob("j-1", true, CallGuard.ALWAYS);
        client.cutOverReplicationJob("j-2", false, CallGuard.ALWAYS);

        RecordedRequest first = server.takeRequest();
        assertThat(first.getTarget()).isEqualTo("/?JobId=j-1&SyncData=true");
        assertThat(first.getHeaders().get("x-acs-action")).isEqualTo("CutOverReplicationJob");
        assertThat(server.takeRequest().getTarget()).isEqualTo("/?JobId=j-2&SyncData=false");
    }

    @Test
    @DisplayName("start and stop name their operation and their job")
    void startAndStop() throws Exception {
        server.enqueue(
                new MockResponse.Builder().body("{\"RequestId\": \"R1\"}").build());
        server.enqueue(
                new MockResponse.Builder().body("{\"RequestId\": \"R2\"}").build());

        assertThat(client.startReplicationJob("j-1")).isEqualTo("R1");
        assertThat(client.stopReplicationJob("j-2")).isEqualTo("R2");

        RecordedRequest first = server.takeRequest();
        RecordedRequest second = server.takeRequest();
        assertThat(first.getHeaders().get("x-acs-action")).isEqualTo("StartReplicationJob");
        assertThat(first.getTarget()).isEqualTo("/?JobId=j-1");
        assertThat(second.getHeaders().get("x-acs-action")).isEqualTo("StopReplicationJob");
        assertThat(second.getTarget()).isEqualTo("/?JobId=j-2");
        assertThat(first.getHeaders().get("x-acs-signature-nonce"))
                .isNotEqualTo(second.getHeaders().get("x-acs-signature-nonce"));
    }

    private void enqueue(Integer total, List<String> ids) {
        String rows = ids.stream().map(id -> "{\"JobId\": \"" + id + "\"}").collect(Collectors.joining(","));
        server.enqueue(new MockResponse.Builder()
                .body("{" + (total == null ? "" : "\"TotalCount\": " + total + ",")
                        + "\"ReplicationJobs\": {\"ReplicationJob\": [" + rows + "]}}")
                .build());
    }

    private List<HttpUrl> sent(int calls) throws InterruptedException {
        List<HttpUrl> urls = new ArrayList<>();
        for (int i = 0; i < calls; i++) {
            urls.add(server.takeRequest().getUrl());
        }
        return urls;
    }

    private static List<String> named(HttpUrl url, String prefix) {
        return url.queryParameterNames().stream()
                .filter(name -> name.startsWith(prefix))
                .toList();
    }

    private static List<String> ids(int from, int to) {
        return IntStream.rangeClosed(from, to).mapToObj(number -> "j-" + number).toList();
    }
}
