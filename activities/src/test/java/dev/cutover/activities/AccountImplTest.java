package dev.cutover.activities;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.cutover.contract.Account.Listed;
import dev.cutover.contract.FailureKind;
import dev.cutover.contract.FoundJob;
import dev.cutover.contract.JobId;
import dev.cutover.contract.JobQuery;
import dev.cutover.contract.Plan;
import dev.cutover.contract.PlannedGroup;
import dev.cutover.contract.Polling;
import dev.cutover.contract.Selection;
import dev.cutover.smc.SmcException;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("an account")
class AccountImplTest {

    private final ScriptedSmc smc = new ScriptedSmc();
    private final List<Listed> told = new ArrayList<>();
    private final AccountImpl account = new AccountImpl(smc, new Beat(new Dial(), new Random(1)), () -> told::add);

    @Test
    @DisplayName("is listed by name, and each page is a sign of life")
    void listed() {
        smc.lists(ScriptedSmc.job("j-2", "Waiting"), ScriptedSmc.job("j-1", "Running/Syncing"));
        assertThat(account.find(JobQuery.everything()).jobs())
                .extracting(FoundJob::id, FoundJob::status)
                .containsExactly(tuple(new JobId("j-1"), "Running/Syncing"), tuple(new JobId("j-2"), "Waiting"));
        assertThat(told).containsExactly(new Listed(1, 1));
    }

    @Test
    @DisplayName("is held against the query, whatever SMC lets through")
    void notTrusted() {
        smc.lists(ScriptedSmc.job("j-1", "Waiting"));
        assertThat(account.find(new JobQuery(null, "cn-beijing", null, null, null, null))
                        .jobs())
                .isEmpty();
    }

    @Test
    @DisplayName("is asked once for what several groups select, when they differ in what is looked at here")
    void once() {
        smc.lists(ScriptedSmc.job("j-1", "Waiting"), ScriptedSmc.job("j-2", "Running"));
        Plan plan = new Plan(
                "night",
                null,
                null,
                "",
                null,
                Polling.defaults(),
                null,
                List.of(selecting("a", "Waiting"), selecting("b", "Running")),
                null,
                null,
                null);
        assertThat(account.resolve(plan).plan().size()).isEqualTo(2);
        assertThat(smc.finds).hasSize(1);
    }

    private static PlannedGroup selecting(String name, String status) {
        return new PlannedGroup(
                name, null, null, null, new Selection(new JobQuery(null, null, status, null, null, null), 5));
    }

    static Stream<Arguments> failures() {
        return Stream.of(
                argumentSet("throttled", refused(400, "Throttling.User"), FailureKind.THROTTLED, true),
                argumentSet("not there", new SmcException.NotSent("no route", null), FailureKind.UNAVAILABLE, true),
                argumentSet("unclear", new SmcException.NoClearAnswer("cut off", null), FailureKind.UNAVAILABLE, true),
                argumentSet("in trouble", refused(500, "InternalError"), FailureKind.UNAVAILABLE, true),
                argumentSet("refused for rights", refused(403, "Forbidden.RAM"), FailureKind.ACCOUNT, false),
                argumentSet(
                        "refused for the filter",
                        refused(400, "InvalidParameter.RegionId"),
                        FailureKind.BAD_REQUEST,
                        false),
                argumentSet("refused for nobody knows what", refused(418, "Mystery"), FailureKind.ACCOUNT, false));
    }

    private static SmcException refused(int status, String code) {
        return new SmcException.Refused(status, code, "no", "r-1");
    }

    @ParameterizedTest(name = "that is {argumentSetName} is {1}")
    @MethodSource("failures")
    void fails(SmcException exception, FailureKind kind, boolean retried) {
        smc.listsNothing(exception);
        ApplicationFailure failure =
                catchThrowableOfType(ApplicationFailure.class, () -> account.find(JobQuery.everything()));
        assertThat(FailureKind.ofType(failure.getType())).isEqualTo(kind);
        assertThat(failure.isNonRetryable()).isEqualTo(!retried);
        assertThat(failure.getOriginalMessage()).isEqualTo(exception.getMessage());
        if (retried) {
            assertThat(failure.getNextRetryDelay()).isBetween(Duration.ofSeconds(10), Duration.ofSeconds(40));
        }
    }
}
