package dev.cutover.simulator;

import java.time.Instant;
import java.util.Map;

/** What each operation checks, and what it does. */
final class Operations {

    static final String VERSION = "2019-06-01";

    private final Account account;
    private Behaviour behaviour;

    Operations(Account account, Behaviour behaviour) {
        this.account = account;
        this.behaviour = behaviour;
    }

    /** What a call does that was not refused; gives the body of its answer. */
    @FunctionalInterface
    interface Deed {
        Map<String, Object> perform();
    }

    Behaviour behaviour() {
        return behaviour;
    }

    void behave(Behaviour newBehaviour) {
        behaviour = newBehaviour;
    }

    /** Checks a call, and changes nothing. */
    Deed checked(Call call, Instant now) throws Refusal {
        if (!call.method().equals("GET") && !call.method().equals("POST")) {
            throw ErrorCode.METHOD_UNSUPPORTED.refusal("This http method is not supported.");
        }
        if (!call.header("x-acs-version").equals(VERSION)) {
            throw Refusal.invalid("Version", "Specified parameter Version is not valid.");
        }
        Operation operation = Operation.of(call.operation())
                .orElseThrow(() -> ErrorCode.ACTION_NOT_FOUND.refusal("Specified api is not found."));
        return switch (operation) {
            case DESCRIBE_JOBS -> {
                JobQuery query = new JobQuery(call);
                yield () -> query.answer(account.jobs(), now);
            }
            case DESCRIBE_SOURCE_SERVERS -> {
                SourceQuery query = new SourceQuery(call);
                yield () -> query.answer(account.sources());
            }
            case CUT_OVER -> cutOver(job(call), syncData(call), now);
            case START -> start(job(call), now);
            case STOP -> stop(job(call));
        };
    }

    private Deed cutOver(LiveJob job, boolean syncData, Instant now) throws Refusal {
        if (job.asked().runOnce()) {
            throw ErrorCode.INVALID_STATUS.refusal("The job is not incremental.");
        }
        boolean running = job.status().equals("Running");
        if (!job.status().equals("Waiting") && !(running && behaviour.acceptAnyState())) {
            throw ErrorCode.INVALID_STATUS.refusal(
                    "The job is " + job.status() + "; it must be Waiting to be cut over.");
        }
        checkSource(job);
        checkLimit(job);
        return () -> {
            job.cutOver(syncData, behaviour.callShowsAfter(), now);
            return Map.of();
        };
    }

    private Deed start(LiveJob job, Instant now) throws Refusal {
        if (!isStartable(job)) {
            throw ErrorCode.INVALID_STATUS.refusal(
                    "The job is " + job.status() + "; it must be Ready, Stopped or InError to be started.");
        }
        checkSource(job);
        checkLimit(job);
        return () -> {
            job.start(behaviour.restartResumesCutover(), now);
            return Map.of();
        };
    }

    static boolean isStartable(LiveJob job) {
        return switch (job.status()) {
            case "Ready", "Stopped", "InError" -> true;
            default -> false;
        };
    }

    private static Deed stop(LiveJob job) throws Refusal {
        if (!job.status().equals("Running")) {
            throw ErrorCode.INVALID_STATUS.refusal(
                    "The job is " + job.status() + "; it must be Running to be stopped.");
        }
        if (!job.business().equals("Syncing")) {
            throw ErrorCode.INVALID_BUSINESS_STATUS.refusal(
                    "The job is " + job.business() + "; it must be Syncing to be stopped.");
        }
        return () -> {
            job.stop();
            return Map.of();
        };
    }

    private LiveJob job(Call call) throws Refusal {
        if (call.jobId() == null) {
            throw ErrorCode.PARAMETER_MISSING.refusal("JobId is mandatory for this action.");
        }
        LiveJob job = account.job(call.jobId());
        if (job == null) {
            throw Refusal.invalid("JobId", "The job does not exist.");
        }
        return job;
    }

    private static boolean syncData(Call call) throws Refusal {
        String text = call.parameter("SyncData");
        if (!text.isEmpty() && !text.equalsIgnoreCase("true") && !text.equalsIgnoreCase("false")) {
            throw Refusal.invalid("SyncData", "The value must be true or false.");
        }
        return call.syncData();
    }

    private static void checkSource(LiveJob job) throws Refusal {
        if (!job.source().canBeCopied()) {
            throw ErrorCode.SOURCE_INVALID.refusal("The source server is offline or in error.");
        }
    }

    private void checkLimit(LiveJob job) throws Refusal {
        if (!job.isRunning() && account.isFull()) {
            throw ErrorCode.RUNNING_JOBS_EXCEEDED.refusal(
                    "Over the limit of " + account.maxRunning() + " running jobs.");
        }
    }
}
