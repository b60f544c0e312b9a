package dev.cutover.workflows.stage;

import dev.cutover.contract.HookInput;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;
import io.temporal.failure.ApplicationFailure;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A user's own activities, on a task queue of the user's own. */
@ActivityInterface
public interface FakeTasks {

    String TASK_QUEUE = "ops";

    @ActivityMethod(name = "CheckInstance")
    Object check(HookInput input);

    /** Answers whatever a story has it answer. */
    final class Impl implements FakeTasks {

        private volatile Object answer;

        public final List<HookInput> asked = new CopyOnWriteArrayList<>();

        /** @param what JSON of any kind, {@code null}, or a failure */
        public void answer(Object what) {
            answer = what;
        }

        @Override
        public Object check(HookInput input) {
            asked.add(input);
            if (answer instanceof ApplicationFailure failure) {
                throw failure;
            }
            return answer;
        }
    }
}
