package dev.cutover.simulator;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A cloud on a clock of its own, and a caller that it knows. */
final class TestCloud {

    final TestClock clock = new TestClock();
    final Cloud cloud;

    TestCloud(SimulatorOptions options, SimulatedJob... jobs) {
        cloud = new Cloud(options, clock);
        List.of(jobs).forEach(cloud::add);
    }

    /** With {@code options} as they are usually. */
    TestCloud(SimulatedJob... jobs) {
        this(SimulatorOptions.defaults(), jobs);
    }

    /** A job that runs for six minutes, cleans for one, and is an hour from its next run. */
    static SimulatedJob hourly(String id) {
        return SimulatedJob.waiting(id, "name-of-" + id)
                .withRuns(Duration.ofHours(1), Duration.ofMinutes(6), Duration.ofHours(1))
                .withLastRun(Duration.ofMinutes(6), Duration.ofMinutes(1));
    }

    /** What a caller hears. */
    record Answer(String answer, int status, Map<String, Object> body, Duration delay) {

        /** {@code OK}, or the code of the refusal. */
        String word() {
            return String.valueOf(body.getOrDefault("Code", "OK"));
        }

        @SuppressWarnings("unchecked")
        List<Map<String, Object>> rows() {
            String list = body.containsKey("ReplicationJobs") ? "ReplicationJob" : "SourceServer";
            return (List<Map<String, Object>>) ((Map<String, Object>) body.get(list + "s")).get(list);
        }

        List<Object> column(String name) {
            return rows().stream().map(row -> row.get(name)).toList();
        }
    }

    Answer call(Call call) {
        Cloud.Reply reply = cloud.call(call);
        return new Answer(reply.answer(), reply.status(), reply.body(), reply.delay());
    }

    Answer call(String operation, String... parameters) {
        return call(new SignedCall(operation, clock.instant(), parameters).sign());
    }

    Answer jobs(String... parameters) {
        return call("DescribeReplicationJobs", parameters);
    }

    Answer sources(String... parameters) {
        return call("DescribeSourceServers", parameters);
    }

    Answer cutOver(String id) {
        return call(Fault.CUT_OVER, "JobId", id, "SyncData", "true");
    }

    Answer cutOverWithoutSync(String id) {
        return call(Fault.CUT_OVER, "JobId", id);
    }

    Answer start(String id) {
        return call("StartReplicationJob", "JobId", id);
    }

    Answer stop(String id) {
        return call("StopReplicationJob", "JobId", id);
    }

    /** What a look shows of one job. */
    Map<String, Object> row(String id) {
        return jobs("JobId.1", id).rows().get(0);
    }

    /** What a look shows, as {@code Running/Syncing}; {@code gone} when it shows nothing. */
    String state(String id) {
        List<Map<String, Object>> rows = jobs("JobId.1", id).rows();
        if (rows.isEmpty()) {
            return "gone";
        }
        Object business = rows.get(0).get("BusinessStatus");
        return rows.get(0).get("Status") + (business.equals("") ? "" : "/" + business);
    }

    /** The states that a job goes through from now on, each with when it was first seen, such as {@code 60m Running/Preparing}. */
    List<String> life(String id, Duration howLong) {
        List<String> life = new ArrayList<>();
        String last = state(id);
        for (long minute = 1; minute <= howLong.toMinutes(); minute++) {
            clock.forward(Duration.ofMinutes(1));
            String state = state(id);
            if (!state.equals(last)) {
                life.add(minute + "m " + state);
                last = state;
            }
        }
        return life;
    }

    LedgerEntry lastEntry() {
        List<LedgerEntry> ledger = cloud.ledger();
        return ledger.get(ledger.size() - 1);
    }

    /** {@code effect/answer/code}, as the ledger has it. */
    String lastEffect() {
        LedgerEntry entry = lastEntry();
        return entry.effect() + "/" + entry.answer() + (entry.code() == null ? "" : "/" + entry.code());
    }
}
