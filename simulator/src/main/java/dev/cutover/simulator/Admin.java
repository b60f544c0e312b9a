package dev.cutover.simulator;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The simulator's own operations, for tests and for people; answered to callers on this machine only. */
final class Admin {

    private static final int LARGEST_BODY = 4 << 20;
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Cloud cloud;

    Admin(Cloud cloud) {
        this.cloud = cloud;
    }

    void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (!exchange.getRemoteAddress().getAddress().isLoopbackAddress()) {
                send(exchange, 403, Map.of("error", "the admin endpoint answers this machine only"));
                return;
            }
            String body = new String(exchange.getRequestBody().readNBytes(LARGEST_BODY), StandardCharsets.UTF_8);
            String path = exchange.getRequestURI().getPath();
            switch (exchange.getRequestMethod() + " " + path) {
                case "GET /admin/ledger" -> send(exchange, 200, cloud.ledger());
                case "GET /admin/jobs" -> send(exchange, 200, Map.of("jobs", jobs()));
                case "POST /admin/jobs" -> changeJobs(exchange, body);
                case "POST /admin/faults" -> addFaults(exchange, body);
                default ->
                    send(
                            exchange,
                            isKnown(path) ? 405 : 404,
                            Map.of(
                                    "error",
                                    "there are GET /admin/ledger, GET and POST /admin/jobs, POST /admin/faults"));
            }
        }
    }

    private static boolean isKnown(String path) {
        return List.of("/admin/ledger", "/admin/jobs", "/admin/faults").contains(path);
    }

    private List<Map<String, Object>> jobs() {
        return cloud.jobs().values().stream().map(Admin::row).toList();
    }

    private static Map<String, Object> row(LiveJob job) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("id", job.asked().id());
        row.put("name", job.asked().name());
        row.put("status", job.status());
        row.put("businessStatus", job.business());
        row.put("sourceState", job.sourceState());
        row.put("nextEventAt", job.nextEventAt() == null ? null : Times.text(job.nextEventAt()));
        return row;
    }

    /** A job that is there already is changed as far as the body names its state; another one is added. */
    private void changeJobs(HttpExchange exchange, String body) throws IOException {
        JobsFile.Content content;
        try {
            content = JobsFile.read(body, "body");
        } catch (BadFile bad) {
            send(exchange, 400, Map.of("problems", bad.problems()));
            return;
        }
        int changed = 0;
        for (JobsFile.Entry entry : content.entries()) {
            if (cloud.change(entry.change())) {
                changed++;
            } else {
                cloud.add(entry.job());
            }
        }
        send(
                exchange,
                200,
                Map.of("changed", changed, "added", content.entries().size() - changed));
    }

    private void addFaults(HttpExchange exchange, String body) throws IOException {
        try {
            List<Fault> faults = FaultsFile.read(body, "body");
            faults.forEach(cloud::add);
            send(exchange, 200, Map.of("added", faults.size()));
        } catch (BadFile bad) {
            send(exchange, 400, Map.of("problems", bad.problems()));
        }
    }

    private static void send(HttpExchange exchange, int status, Object body) throws IOException {
        Simulator.send(exchange, status, MAPPER.writeValueAsBytes(body));
    }
}
