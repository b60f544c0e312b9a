package dev.cutover.simulator;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** A running simulator: SMC's operations at {@code /}, its own under {@code /admin}. */
public final class Simulator implements AutoCloseable {

    private static final int BACKLOG = 128;
    private static final int LARGEST_BODY = 4 << 20;
    private static final byte[] GARBAGE = "<html>502 Bad Gateway".getBytes(StandardCharsets.UTF_8);
    private static final byte[] UNREADABLE =
            "{\"Code\":\"InvalidParameter\",\"Message\":\"The parameters cannot be read.\"}"
                    .getBytes(StandardCharsets.UTF_8);
    private static final ObjectMapper MAPPER = new ObjectMapper();

    static {
        // The JDK's server sends headers and body in two packets, and without this the second waits 40 ms until the
        // first is acknowledged. It is read when the first server of the process is made.
        if (System.getProperty("sun.net.httpserver.nodelay") == null) {
            System.setProperty("sun.net.httpserver.nodelay", "true");
        }
    }

    private final Cloud cloud;
    private final HttpServer server;
    private final ExecutorService threads;
    private final String host;
    private final CountDownLatch closed = new CountDownLatch(1);

    private Simulator(SimulatorOptions options, InstantSource clock) throws IOException {
        this.cloud = new Cloud(options, clock);
        this.host = options.host();
        this.server = HttpServer.create(new InetSocketAddress(host, options.port()), BACKLOG);
        // As many as there are calls at a time: a slow answer holds its thread and nobody else's.
        this.threads = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "simulator");
            thread.setDaemon(true);
            return thread;
        });
        server.setExecutor(threads);
        server.createContext("/", answering(this::smc, what -> Map.of("Code", "InternalError", "Message", what)));
        server.createContext("/admin", answering(new Admin(cloud)::handle, what -> Map.of("problems", List.of(what))));
    }

    /**
     * Ends each exchange, with an answer also to what nobody foresaw: a connection that just ends would look like a fault that was asked
     * for.
     */
    private static HttpHandler answering(HttpHandler handler, Function<String, Object> body) {
        return exchange -> {
            try (exchange) {
                try {
                    handler.handle(exchange);
                } catch (RuntimeException | Error unforeseen) {
                    Thread thread = Thread.currentThread();
                    thread.getUncaughtExceptionHandler().uncaughtException(thread, unforeseen);
                    if (exchange.getResponseCode() < 0) {
                        send(
                                exchange,
                                500,
                                MAPPER.writeValueAsBytes(body.apply(
                                        "The simulator failed, and says more on its stderr: " + unforeseen)));
                    }
                }
            }
        };
    }

    /**
     * Starts one. A fault may name a job that is added later.
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

    /** Adds a job, in the place of one that has its id. */
    public void add(SimulatedJob job) {
        cloud.add(job);
    }

    public void add(Fault fault) {
        cloud.add(fault);
    }

    /** Turns the switches, from the next call on. */
    public void behave(Behaviour behaviour) {
        cloud.behave(behaviour);
    }

    /** Changes a job by hand; {@code false} when there is none with this id. */
    public boolean change(JobChange change) {
        return cloud.change(change);
    }

    /** The status that a job has in truth, or {@code null} when there is none with this id. */
    public String status(String jobId) {
        return cloud.job(jobId).map(Cloud.JobRow::status).orElse(null);
    }

    private void smc(HttpExchange exchange) throws IOException {
        Call call;
        try {
            call = call(exchange);
        } catch (IllegalArgumentException unreadable) {
            send(exchange, 400, UNREADABLE);
            return;
        }
        Cloud.Reply reply = cloud.call(call);
        pause(reply.delay());
        switch (reply.answer()) {
            // Closing without an answer is what a caller sees of a connection that breaks.
            case "lost", "dropped" -> {}
            case "garbled" -> send(exchange, 200, GARBAGE);
            default -> send(exchange, reply.status(), MAPPER.writeValueAsBytes(reply.body()));
        }
    }

    private static Call call(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readNBytes(LARGEST_BODY);
        Map<String, String> headers = new TreeMap<>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.get(0)));
        boolean isForm = headers.getOrDefault("content-type", "").startsWith("application/x-www-form-urlencoded");
        return new Call(
                exchange.getRequestMethod(),
                parameters(exchange.getRequestURI().getRawQuery()),
                isForm ? parameters(new String(body, StandardCharsets.UTF_8)) : Map.of(),
                headers,
                new String(body, StandardCharsets.ISO_8859_1));
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

    /** Waits on the wall clock, since that is what a caller's time-out runs on. */
    private void pause(Duration delay) throws IOException {
        if (delay.isZero()) {
            return;
        }
        try {
            if (closed.await(delay.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IOException("the simulator was closed meanwhile");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        }
    }

    static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        boolean hasBody = !exchange.getRequestMethod().equals("HEAD");
        exchange.getResponseHeaders().set("Content-Type", "application/json; charset=utf-8");
        exchange.sendResponseHeaders(status, hasBody ? body.length : -1);
        if (hasBody) {
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
