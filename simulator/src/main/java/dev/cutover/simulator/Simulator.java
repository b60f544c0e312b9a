package dev.cutover.simulator;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** A running simulator: SMC's operations at {@code /}, its own under {@code /admin}. */
public final class Simulator implements AutoCloseable {

    private static final int THREADS = 32;
    private static final int LARGEST_BODY = 4 << 20;
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Cloud cloud;
    private final HttpServer server;
    private final ExecutorService threads;
    private final String host;
    private final CountDownLatch closed = new CountDownLatch(1);

    private Simulator(SimulatorOptions options, InstantSource clock) throws IOException {
        this.cloud = new Cloud(options, clock);
        this.host = options.host();
        this.server = HttpServer.create(new InetSocketAddress(host, options.port()), 128);
        this.threads = Executors.newFixedThreadPool(THREADS, task -> {
            Thread thread = new Thread(task, "simulator");
            thread.setDaemon(true);
            return thread;
        });
        server.setExecutor(threads);
        server.createContext("/", this::smc);
        server.createContext("/admin", new Admin(cloud)::handle);
    }

    /**
     * Starts one.
     *
     * @throws IOException when it cannot listen there
     */
    public static Simulator start(
            SimulatorOptions options, List<SimulatedJob> jobs, List<Fault> faults, InstantSource clock)
            throws IOException {
        Simulator simulator = new Simulator(options, clock);
        jobs.forEach(simulator.cloud::add);
        faults.forEach(simulator.cloud::add);
        simulator.server.start();
        return simulator;
    }

    /** Where it listens, such as {@code http://127.0.0.1:8640}. */
    public URI endpoint() {
        return URI.create("http://" + (host.contains(":") ? "[" + host + "]" : host) + ":"
                + server.getAddress().getPort());
    }

    /** All calls so far, in the order of their effects. */
    public List<LedgerEntry> ledger() {
        return cloud.ledger();
    }

    public void add(SimulatedJob job) {
        cloud.add(job);
    }

    public void add(Fault fault) {
        cloud.add(fault);
    }

    /** Changes a job by hand; {@code false} when there is none with this id. */
    public boolean change(JobChange change) {
        return cloud.change(change);
    }

    /** The status that a job has in truth, or {@code null} when there is none with this id. */
    public String status(String jobId) {
        LiveJob job = cloud.jobs().get(jobId);
        return job == null ? null : job.status();
    }

    private void smc(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readNBytes(LARGEST_BODY);
            Headers headers = exchange.getRequestHeaders();
            Map<String, String> parameters = parameters(exchange.getRequestURI().getRawQuery());
            String type = headers.getFirst("Content-Type");
            if (type != null && type.startsWith("application/x-www-form-urlencoded")) {
                parameters.putAll(parameters(new String(body, StandardCharsets.UTF_8)));
            }
            Cloud.Reply reply = cloud.call(new Call(
                    exchange.getRequestMethod(),
                    parameters,
                    headers::getFirst,
                    new String(body, StandardCharsets.ISO_8859_1)));
            pause(reply.delay());
            switch (reply.answer()) {
                // Closing without an answer is what a caller sees of a connection that breaks.
                case "lost", "dropped" -> {}
                case "garbled" -> send(exchange, 200, "<html>502 Bad Gateway".getBytes(StandardCharsets.UTF_8));
                default -> send(exchange, reply.status(), MAPPER.writeValueAsBytes(reply.body()));
            }
        } catch (IllegalArgumentException unreadable) {
            send(
                    exchange,
                    400,
                    "{\"Code\":\"InvalidParameter\",\"Message\":\"The query cannot be read.\"}"
                            .getBytes(StandardCharsets.UTF_8));
        }
    }

    private void pause(Duration delay) {
        try {
            if (!delay.isZero() && closed.await(delay.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new UncheckedIOException(new IOException("closed"));
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static Map<String, String> parameters(String query) {
        Map<String, String> parameters = new TreeMap<>();
        if (query == null || query.isEmpty()) {
            return parameters;
        }
        for (String pair : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            String value = equals < 0 ? "" : pair.substring(equals + 1);
            parameters.put(
                    URLDecoder.decode(name, StandardCharsets.UTF_8), URLDecoder.decode(value, StandardCharsets.UTF_8));
        }
        return parameters;
    }

    static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json; charset=utf-8");
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
