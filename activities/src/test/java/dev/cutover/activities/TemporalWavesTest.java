package dev.cutover.activities;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.contract.CutoverWave;
import dev.cutover.contract.JobCounts;
import dev.cutover.contract.JobId;
import dev.cutover.contract.JobLine;
import dev.cutover.contract.JobPage;
import dev.cutover.contract.JobState;
import dev.cutover.contract.Standing;
import dev.cutover.contract.WaveOutcome;
import dev.cutover.contract.WaveProgress;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.client.WorkflowServiceException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What is made of the answers of other waves. */
class TemporalWavesTest {

    private final Map<String, CutoverWave> waves = new TreeMap<>();
    private final AtomicInteger signs = new AtomicInteger();

    private OtherWaves.Told asked() {
        return TemporalWaves.asked(List.copyOf(waves.keySet()), waves::get, "prod", signs::incrementAndGet);
    }

    /** One job a page. */
    private void runs(String name, String account, int slots, WaveOutcome outcome, JobState... jobs) {
        WaveProgress progress = new WaveProgress(
                name,
                null,
                account,
                "",
                outcome,
                Standing.OPEN,
                false,
                Dial.MIDNIGHT,
                null,
                JobCounts.of(List.of(jobs)),
                0,
                0,
                List.of(),
                null,
                null,
                false,
                slots,
                slots);
        waves.put("wave:" + name, wave((question, page) -> question.equals("progress") ? progress : page(jobs, page)));
    }

    private static JobPage page(JobState[] jobs, int number) {
        JobLine line = new JobLine(
                new JobId("j-" + number),
                "server",
                "app",
                jobs[number - 1],
                null,
                null,
                null,
                false,
                false,
                false,
                null,
                null,
                false,
                false);
        return new JobPage(number, jobs.length, List.of(line));
    }

    private interface Answers {
        Object to(String question, int page);
    }

    private static CutoverWave wave(Answers answers) {
        return (CutoverWave) Proxy.newProxyInstance(
                CutoverWave.class.getClassLoader(),
                new Class<?>[] {CutoverWave.class},
                (proxy, method, arguments) -> answers.to(method.getName(), arguments == null ? 0 : (int) arguments[0]));
    }

    @Test
    void a_wave_needs_no_more_slots_than_it_has_jobs_left_and_names_them_from_all_its_pages() {
        runs(
                "night",
                "prod",
                20,
                WaveOutcome.RUNNING,
                JobState.DONE,
                JobState.WATCHING,
                JobState.SKIPPED,
                JobState.CUTTING_OVER,
                JobState.BLOCKED);
        assertThat(asked().waves())
                .containsExactly(new OtherWaves.Other(
                        "night", 3, null, Set.of(new JobId("j-2"), new JobId("j-4"), new JobId("j-5"))));
        assertThat(signs).as("one after each question").hasValue(6);
    }

    @Test
    void a_wave_with_more_jobs_than_slots_needs_its_slots() {
        runs("night", "prod", 1, WaveOutcome.RUNNING, JobState.WATCHING, JobState.WATCHING);
        assertThat(asked().waves()).extracting(OtherWaves.Other::slots).containsExactly(1);
    }

    @Test
    void one_that_has_just_ended_and_one_of_another_account_are_left_out() {
        runs("over", "prod", 20, WaveOutcome.DONE, JobState.DONE);
        runs("theirs", "test", 20, WaveOutcome.RUNNING, JobState.WATCHING);
        assertThat(asked()).isEqualTo(new OtherWaves.Told(List.of(), List.of()));
    }

    @Test
    void one_that_does_not_answer_is_named() {
        waves.put("wave:mute", wave((question, page) -> {
            throw new WorkflowServiceException(WorkflowExecution.getDefaultInstance(), "CutoverWave", null);
        }));
        runs("night", "prod", 20, WaveOutcome.RUNNING, JobState.WATCHING);
        assertThat(asked().silent()).containsExactly("mute");
        assertThat(asked().waves()).hasSize(1);
    }
}
