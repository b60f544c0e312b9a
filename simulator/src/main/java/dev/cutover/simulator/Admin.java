package dev.cutover.simulator;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** The simulator's own operations, for tests and for people; answered to callers on this machine only. */
final class Admin {

    private static final int LARGEST_BODY = 4 << 20;
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Cloud cloud;
    private final Map<String, Route> routes = new LinkedHashMap<>();

    Admin(Cloud cloud) {
        this.cloud = cloud;
        routes.put("GET /admin/ledger", body -> Answer.of(cloud.ledger()));
        routes.put("GET /admin/jobs", body -> Answer.of(Map.of("jobs", jobs())));
        routes.put("POST /admin/jobs", this::changeJobs);
        routes.put("POST /admin/faults", this::addFaults);
        routes.put("GET /admin/switches", body -> Answer.of(Switches.row(cloud.behaviour())));
        routes.put("POST /admin/switches", this::setSwitches);
    }

    @FunctionalInterface
    private interface Route {
        Answer answer(String body) throws BadFile;
    }

    /** @param allow the methods of a path that was called with another one, or {@code null} */
    record Answer(int status, Object body, String allow) {

        static Answer of(Object body) {
            return new Answer(200, body, null);
        }

        static Answer refused(int status, List<String> problems) {
            return new Answer(status, Map.of("problems", problems), null);
        }
    }

    void handle(HttpExchange exchange) throws IOException {
        if (!exchange.getRemoteAddress().getAddress().isLoopbackAddress()) {
            send(exchange, Answer.refused(403, List.of("the admin endpoint answers this machine only")));
            return;
        }
        byte[] body = exchange.getRequestBody().readNBytes(LARGEST_BODY + 1);
        send(
                exchange,
                body.length > LARGEST_BODY
                        ? Answer.refused(413, List.of("the body is over 4 MiB"))
                        : answer(
                                exchange.getRequestMethod(),
                                exchange.getRequestURI().getPath(),
                                new String(body, StandardCharsets.UTF_8)));
    }

    Answer answer(String method, String path, String body) {
        Route route = routes.get(method + " " + path);
        if (route == null) {
            return unknown(method, path);
        }
        try {
            return route.answer(body);
        } catch (BadFile bad) {
            return Answer.refused(400, bad.problems());
        }
    }

    /** Each as {@code GET /admin/ledger}. */
    List<String> paths() {
        return List.copyOf(routes.keySet());
    }

    private Answer unknown(String method, String path) {
        List<String> methods = routes.keySet().stream()
                .filter(known -> known.endsWith(" " + path))
                .map(known -> known.substring(0, known.indexOf(' ')))
                .toList();
        String known = "there are " + String.join(", ", routes.keySet());
        return methods.isEmpty()
                ? Answer.refused(404, List.of("no " + path + "; " + known))
                : new Answer(
                        405,
                        Map.of("problems", List.of("no " + method + " " + path + "; " + known)),
                        String.join(", ", methods));
    }

    private List<Map<String, Object>> jobs() {
        return cloud.jobs().stream().map(Admin::row).toList();
    }

    private static Map<String, Object> row(Cloud.JobRow job) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("id", job.id());
        row.put("name", job.name());
        row.put("status", job.status());
        row.put("businessStatus", job.businessStatus());
        row.put("errorCode", job.errorCode());
        row.put("sourceState", job.sourceState());
        row.put("nextEventAt", job.nextEventAt() == null ? null : Times.text(job.nextEventAt()));
        return row;
    }

    /** How many jobs of a body were new, and how many there already. */
    record Taken(long added, long changed) {}

    /** A job that is there already is changed; another one is added. All of them, or, when one is wrong, none. */
    private Answer changeJobs(String body) throws BadFile {
        List<String> problems = new ArrayList<>();
        List<JobsFile.Entry> entries = JobsFile.entries(body, "body", problems);
        BadFile.check(problems);
        List<String> unknown = new ArrayList<>();
        synchronized (cloud) {
            for (JobsFile.Entry entry : entries) {
                cloud.job(entry.change().id())
                        .ifPresentOrElse(job -> checkChange(entry, job), () -> checkAddition(entry, unknown));
            }
            // The rows wrote into the list that they were read with.
            BadFile.check(problems);
            if (!unknown.isEmpty()) {
                return Answer.refused(404, unknown);
            }
            long changed = entries.stream()
                    .filter(entry -> cloud.change(entry.change()))
                    .count();
            entries.stream()
                    .filter(entry -> cloud.job(entry.change().id()).isEmpty())
                    .forEach(entry -> cloud.add(entry.job()));
            return Answer.of(new Taken(entries.size() - changed, changed));
        }
    }

    private static void checkChange(JobsFile.Entry entry, Cloud.JobRow job) {
        entry.row().keys().stream()
                .filter(key -> !JobsFile.KEYS_OF_A_CHANGE.contains(key))
                .forEach(key -> entry.row()
                        .unwanted(
                                key,
                                "'" + key + "' of a job that is there cannot be changed; these can: "
                                        + String.join(", ", new TreeSet<>(JobsFile.KEYS_OF_A_CHANGE))));
        String status =
                entry.change().status() == null ? job.status() : entry.change().status();
        if (entry.change().startRun()
                && !List.of("Waiting", "Ready", "Stopped", "InError").contains(status)) {
            entry.row().unwanted("startRun", "the job is " + status + ": there is no run to start");
        }
    }

    /** A name tells a job that is to be added from a slip in an id. */
    private static void checkAddition(JobsFile.Entry entry, List<String> unknown) {
        if (!entry.row().has("name")) {
            unknown.add("no job '" + entry.change().id() + "'; to add one, give it a name");
        } else if (entry.row().has("startRun")) {
            entry.row().unwanted("startRun", "'startRun' is for a job that is there already; use 'status'");
        }
    }

    private Answer addFaults(String body) throws BadFile {
        List<Fault> faults = FaultsFile.read(body, "body");
        List<String> unknown = faults.stream()
                .flatMap(fault -> fault.jobs().stream())
                .distinct()
                .filter(id -> cloud.job(id).isEmpty())
                .map(id -> "no job '" + id + "'")
                .toList();
        if (!unknown.isEmpty()) {
            return Answer.refused(404, unknown);
        }
        faults.forEach(cloud::add);
        return Answer.of(Map.of("added", faults.size()));
    }

    private Answer setSwitches(String body) throws BadFile {
        synchronized (cloud) {
            cloud.behave(Switches.read(body, "body", cloud.behaviour()));
            return Answer.of(Switches.row(cloud.behaviour()));
        }
    }

    private static void send(HttpExchange exchange, Answer answer) throws IOException {
        if (answer.allow() != null) {
            exchange.getResponseHeaders().set("Allow", answer.allow());
        }
        Simulator.send(exchange, answer.status(), MAPPER.writeValueAsBytes(answer.body()));
    }
}
