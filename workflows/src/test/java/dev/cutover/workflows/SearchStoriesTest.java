package dev.cutover.workflows;

import static io.temporal.api.enums.v1.EventType.EVENT_TYPE_UPSERT_WORKFLOW_SEARCH_ATTRIBUTES;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.contract.Plan;
import dev.cutover.contract.Sighting;
import dev.cutover.contract.WaveStart;
import dev.cutover.workflows.stage.Plans;
import dev.cutover.workflows.stage.Stage;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.client.WorkflowStub;
import io.temporal.common.SearchAttributeKey;
import io.temporal.common.SearchAttributes;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What waves and cutovers are found by, from their start to their end, and what that costs. */
class SearchStoriesTest {

    private static final SearchAttributeKey<String> WAVE = SearchAttributeKey.forKeyword("CutoverWave");
    private static final SearchAttributeKey<String> PHASE = SearchAttributeKey.forKeyword("CutoverPhase");
    private static final SearchAttributeKey<String> JOB = SearchAttributeKey.forKeyword("CutoverJob");
    private static final SearchAttributeKey<List<String>> GROUP = SearchAttributeKey.forKeywordList("CutoverGroup");
    private static final SearchAttributeKey<List<String>> BLOCKED_REASON =
            SearchAttributeKey.forKeywordList("CutoverBlockedReason");

    private final Stage stage = new Stage();

    @AfterEach
    void close() {
        stage.close();
    }

    private Stage.Running start(Plan plan) {
        stage.registerAttributes();
        return stage.start(WaveStart.of(plan).searchable(true));
    }

    private static SearchAttributes found(WorkflowStub workflow) {
        return workflow.describe().getTypedSearchAttributes();
    }

    private static String phase(WorkflowStub workflow) {
        return found(workflow).get(PHASE);
    }

    private static long changes(List<HistoryEvent> events) {
        return events.stream()
                .filter(event -> event.getEventType() == EVENT_TYPE_UPSERT_WORKFLOW_SEARCH_ATTRIBUTES)
                .count();
    }

    @Test
    void a_wave_without_faults_costs_one_event_and_each_of_its_cutovers_two() {
        stage.smc.add("j-1").takes(Duration.ofMinutes(20));
        stage.smc.add("j-2").takes(Duration.ofMinutes(30));
        Stage.Running wave = start(Plans.plan("night", 2, Plans.group("app", "j-1"), Plans.group("web", "j-2")));
        wave.result();

        assertThat(found(wave.untyped()).get(WAVE)).isEqualTo("night");
        assertThat(found(wave.untyped()).get(GROUP)).containsExactly("app", "web");
        assertThat(found(wave.untyped()).get(JOB)).isNull();
        assertThat(phase(wave.untyped())).isEqualTo("done");
        assertThat(changes(wave.events())).isEqualTo(1);

        SearchAttributes cutover = found(stage.cutover("j-2"));
        assertThat(cutover.get(WAVE)).isEqualTo("night");
        assertThat(cutover.get(GROUP)).containsExactly("web");
        assertThat(cutover.get(JOB)).isEqualTo("server of j-2");
        assertThat(cutover.get(PHASE)).isEqualTo("done");
        assertThat(changes(stage.cutoverHistory("j-2").getEvents())).isEqualTo(2);
        assertThat(stage.cutoverHistory("j-2").getEvents()).hasSizeLessThanOrEqualTo(FiguresTest.MOST_EVENTS_A_CUTOVER);
    }

    @Test
    void a_job_that_blocks_and_is_retried_is_found_by_its_reason_until_then() {
        stage.smc.add("j-1").shows(Sighting.STOPPED);
        stage.smc.add("j-2").shows(Sighting.RUNNING);
        Stage.Running wave = start(Plans.plan("night", 2, "j-1", "j-2"));
        stage.pass(Duration.ofMinutes(5));
        assertThat(found(wave.untyped()).get(BLOCKED_REASON)).containsExactly("jobStopped");
        assertThat(phase(wave.untyped())).isEqualTo("open");

        stage.smc.job("j-1").shows(Sighting.WAITING).takes(Duration.ofMinutes(10));
        wave.retry("j-1");
        stage.pass(Duration.ofMinutes(1));
        assertThat(found(wave.untyped()).get(BLOCKED_REASON)).isNull();
        assertThat(phase(stage.cutover("j-1"))).isEqualTo("await");
        wave.drain();
        wave.result();
        assertThat(phase(wave.untyped())).isEqualTo("partlyDone");
    }

    @Test
    void a_cutover_that_ends_blocked_is_found_by_its_reason() {
        stage.smc.add("j-1").endsAs(Sighting.IN_ERROR).takes(Duration.ofMinutes(1));
        Stage.Running wave = start(Plans.plan("night", 1, "j-1"));
        stage.passUntil(() -> wave.progress().counts().blocked() == 1);
        assertThat(phase(stage.cutover("j-1"))).isEqualTo("blocked");
        assertThat(found(stage.cutover("j-1")).get(BLOCKED_REASON)).containsExactly("jobInError");
        assertThat(found(wave.untyped()).get(BLOCKED_REASON)).containsExactly("jobInError");
        assertThat(phase(wave.untyped())).isEqualTo("waitsForPerson");
    }

    @Test
    void a_hold_and_a_resume_are_an_event_each() {
        stage.smc.add("j-1").shows(Sighting.RUNNING);
        Stage.Running wave = start(Plans.plan("night", 1, "j-1"));
        stage.pass(Duration.ofMinutes(1));
        wave.hold();
        assertThat(phase(wave.untyped())).isEqualTo("held");
        wave.resume();
        assertThat(phase(wave.untyped())).isEqualTo("open");
        stage.pass(Duration.ofHours(4));
        assertThat(changes(wave.events())).isEqualTo(2);
    }

    @Test
    void a_wave_before_its_window_waits_for_it() {
        stage.smc.add("j-1").shows(Sighting.RUNNING);
        Stage.Running wave = start(Plans.within(
                Plans.plan("night", 1, "j-1"),
                stage.at(Duration.ofHours(1)),
                stage.at(Duration.ofHours(2)),
                stage.at(Duration.ofHours(3))));
        stage.pass(Duration.ofMinutes(30));
        assertThat(phase(wave.untyped())).isEqualTo("waitsForWindow");
        stage.pass(Duration.ofMinutes(40));
        assertThat(phase(wave.untyped())).isEqualTo("open");
        assertThat(changes(wave.events())).isEqualTo(1);
    }

    @Test
    void it_goes_on_being_found_when_it_continues_as_new() {
        String[] ids = Plans.ids(8);
        for (String id : ids) {
            stage.smc.add(id).takes(Duration.ofMinutes(6));
        }
        stage.registerAttributes();
        Stage.Running wave = stage.start(new WaveStart(Plans.plan("night", 2, ids), null, 40, List.of(), true, false));
        wave.result();
        assertThat(wave.hasContinued()).isTrue();
        assertThat(found(wave.untyped()).get(WAVE)).isEqualTo("night");
        assertThat(phase(wave.untyped())).isEqualTo("done");
        assertThat(changes(wave.events())).isEqualTo(1);
    }

    @Test
    void where_the_attributes_are_not_known_no_history_speaks_of_them() {
        stage.smc.add("j-1").endsAs(Sighting.IN_ERROR).takes(Duration.ofMinutes(1));
        Stage.Running wave = stage.start(Plans.plan("night", 1, "j-1"));
        stage.passUntil(() -> wave.progress().counts().blocked() == 1);
        wave.drain();
        wave.result();
        assertThat(changes(wave.events())).isZero();
        assertThat(changes(stage.cutoverHistory("j-1").getEvents())).isZero();
        assertThat(found(stage.cutover("j-1")).size()).isZero();
    }
}
