package dev.cutover.acceptance.wave;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.cutover.contract.Converter;
import dev.cutover.contract.Hook;
import dev.cutover.contract.HookInput;
import dev.cutover.contract.HookStep;
import dev.cutover.contract.Hooks;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The user's endpoint, where an application is stopped and started: keeps what it is asked for, and says yes at once or when it is told to. */
final class HookEndpoint implements AutoCloseable {

    private static final int DONE = 200;
    private static final int GOES_ON = 202;

    private final HttpServer server;
    private final List<HookInput> asked = new ArrayList<>();
    private final Set<HookStep> slow = EnumSet.noneOf(HookStep.class);

    HookEndpoint(HookStep... slow) throws IOException {
        this.slow.addAll(List.of(slow));
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            HookStep step;
            if (exchange.getRequestMethod().equals("POST")) {
                HookInput input = Converter.mapper().readValue(body, HookInput.class);
                step = input.step();
                hear(input);
            } else {
                step = HookStep.valueOf(exchange.getRequestURI().getPath().substring(1));
            }
            exchange.getResponseHeaders().set("Location", "/" + step.name());
            exchange.getResponseHeaders().set("Retry-After", "1");
            exchange.sendResponseHeaders(goesOn(step) ? GOES_ON : DONE, -1);
        }
    }

    private synchronized void hear(HookInput input) {
        asked.add(input);
    }

    private synchronized boolean goesOn(HookStep step) {
        return slow.contains(step);
    }

    /** From now on all that it began is done. */
    synchronized void finish() {
        slow.clear();
    }

    /** All three steps are asked for here. */
    Hooks hooks() {
        String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/";
        Hook hook = new Hook(
                new Hook.Http(url, null, List.of()),
                null,
                null,
                null,
                Duration.ofMinutes(5),
                Duration.ofSeconds(1),
                null);
        return new Hooks(hook, hook, hook);
    }

    /** What it was asked for, in the order in which it came; a second try too. */
    synchronized List<HookInput> asked() {
        return List.copyOf(asked);
    }

    /** The steps of one group, in the order in which they came. */
    List<HookStep> steps(String group) {
        return asked().stream()
                .filter(input -> input.group().equals(group))
                .map(HookInput::step)
                .toList();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
