package dev.cutover.activities;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.cutover.contract.FailureKind;
import dev.cutover.contract.HookInput;
import dev.cutover.contract.HookInput.Server;
import dev.cutover.contract.HookStep;
import dev.cutover.contract.JobId;
import io.temporal.failure.ApplicationFailure;
import java.util.List;
import java.util.concurrent.Callable;

/** What the tests of hooks have in common: a step, and how it can fail. */
final class HookStory {

    static final String TOKEN = "planted-token-0815";

    private HookStory() {}

    static HookInput input(String key) {
        return new HookInput(
                key,
                HookStep.BEFORE,
                1,
                "prod-07",
                "CHG0042",
                null,
                "app",
                null,
                List.of(new Server(new JobId("j-1"), "app-01", false, null, null)));
    }

    static HookInput input() {
        return input("prod-07/app/before/1");
    }

    /** The failure of a deed, in which no secret stands. */
    static ApplicationFailure failure(FailureKind kind, Callable<?> deed) {
        ApplicationFailure failure = catchThrowableOfType(ApplicationFailure.class, deed::call);
        assertThat(failure).as("it did what it was asked for").isNotNull();
        assertThat(failure.getType()).as(failure.getMessage()).isEqualTo(kind.name());
        assertThat(failure.getMessage()).doesNotContain(TOKEN);
        assertThat(failure.getCause()).isNull();
        return failure;
    }
}
