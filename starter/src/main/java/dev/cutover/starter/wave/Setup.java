package dev.cutover.starter.wave;

import dev.cutover.connection.ConnectionRefused;
import dev.cutover.connection.Identity;
import dev.cutover.connection.TemporalConnection;
import dev.cutover.contract.SearchAttribute;
import dev.cutover.starter.terminal.CommandFailed;
import dev.cutover.starter.terminal.ExitCode;
import dev.cutover.starter.terminal.Terminal;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Prepares a namespace of Temporal for waves. What is there already stays as it is. */
public final class Setup implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** Temporal (1.31.2) reads its register again after ten seconds at most. */
    private static final int LOOKS = 30;

    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

    private final TemporalConnection line;
    private final AttributeRegister register;
    private final Terminal.Pause pause;

    /** Over a line that somebody else closes. */
    public Setup(TemporalConnection line, Terminal.Pause pause) {
        this.line = line;
        this.register = new AttributeRegister(line);
        this.pause = pause;
    }

    /** As the environment of the terminal says. */
    public static Setup connect(Terminal terminal) throws CommandFailed {
        try {
            return new Setup(
                    TemporalConnection.open(terminal.environment(), Identity.of("cutover"), PATIENCE),
                    terminal.pause());
        } catch (ConnectionRefused refused) {
            throw Waves.refused(refused);
        }
    }

    /**
     * What was done.
     *
     * @param searchable whether Temporal searches by them already; soon, else
     * @param retention how long the namespace keeps an ended wave; zero when that is not told
     */
    public record Done(
            String namespace,
            List<SearchAttribute> before,
            List<SearchAttribute> added,
            boolean searchable,
            Duration retention) {}

    /** Fails, with what to type, when it may not be done from here; then nothing was changed. */
    public Done run() throws CommandFailed {
        TemporalFailures failures = new TemporalFailures(null, line.describe());
        KnownAttributes known = failures.translated(register::look);
        refuseClashes(known);
        List<SearchAttribute> missing = known.told() ? known.missing() : List.of(SearchAttribute.values());
        if (!missing.isEmpty()) {
            add(missing, failures);
        }
        List<SearchAttribute> before = Arrays.stream(SearchAttribute.values())
                .filter(one -> !missing.contains(one))
                .toList();
        boolean searchable = missing.isEmpty() || isSearchableSoon(failures);
        return new Done(register.namespace(), before, missing, searchable, failures.translated(register::retention));
    }

    private void refuseClashes(KnownAttributes known) throws CommandFailed {
        List<SearchAttribute> clashing = known.clashing();
        if (clashing.isEmpty()) {
            return;
        }
        throw new CommandFailed(
                ExitCode.REFUSED,
                "The namespace " + register.namespace() + " has "
                        + clashing.stream()
                                .map(one -> one.attribute() + " as "
                                        + SearchAttribute.typeWord(known.types().get(one.attribute())) + " and not as "
                                        + one.typeWord())
                                .collect(Collectors.joining(", "))
                        + ". Nothing was changed. If nobody needs it as it is, remove it and run this again: `temporal operator"
                        + " search-attribute remove --namespace " + register.namespace()
                        + clashing.stream()
                                .map(one -> " --name " + one.attribute())
                                .collect(Collectors.joining())
                        + "`. Waves run without it.");
    }

    private void add(List<SearchAttribute> missing, TemporalFailures failures) throws CommandFailed {
        if (register.isCloud()) {
            throw new CommandFailed(
                    ExitCode.REFUSED,
                    "Temporal Cloud registers search attributes for its own tool only. Type `" + onCloud(missing)
                            + "`, or add them to the namespace in the Cloud's Web UI; then run this again. Waves run"
                            + " without them.");
        }
        try {
            register.add(missing);
        } catch (StatusRuntimeException failure) {
            throw refused(failure, missing, failures);
        }
    }

    private CommandFailed refused(
            StatusRuntimeException failure, List<SearchAttribute> missing, TemporalFailures failures) {
        return switch (failure.getStatus().getCode()) {
            case PERMISSION_DENIED, UNAUTHENTICATED ->
                new CommandFailed(
                        ExitCode.UNREACHABLE,
                        "Temporal at " + line.describe() + " does not let us register search attributes ("
                                + failure.getStatus().getCode() + "). Ask who administers it to type `"
                                + elsewhere(missing) + "`. Waves run without them.");
            case UNIMPLEMENTED ->
                new CommandFailed(
                        ExitCode.REFUSED,
                        "Temporal at " + line.describe() + " registers no search attributes for a client. On Temporal"
                                + " Cloud type `" + onCloud(missing) + "`, elsewhere `" + elsewhere(missing)
                                + "`. Waves run without them.");
            case INVALID_ARGUMENT, ALREADY_EXISTS, FAILED_PRECONDITION, RESOURCE_EXHAUSTED ->
                new CommandFailed(
                        ExitCode.REFUSED,
                        "Temporal at " + line.describe() + " does not register the search attributes: "
                                + why(failure.getStatus())
                                + ". A SQL database has room for ten of type Keyword and three of type KeywordList in a"
                                + " namespace: give waves a namespace of their own (TEMPORAL_NAMESPACE). They run"
                                + " without them, too.");
            default -> failures.translated(failure);
        };
    }

    private static String why(Status status) {
        return status.getDescription() == null
                ? status.getCode().name()
                : status.getDescription()
                        .lines()
                        .findFirst()
                        .orElse(status.getCode().name())
                        .replaceFirst("\\.$", "");
    }

    private String onCloud(List<SearchAttribute> attributes) {
        return "tcld namespace search-attributes add --namespace " + register.namespace()
                + attributes.stream()
                        .map(one -> " --search-attribute " + one.attribute() + "=" + one.typeWord())
                        .collect(Collectors.joining());
    }

    private String elsewhere(List<SearchAttribute> attributes) {
        return "temporal operator search-attribute create --namespace " + register.namespace()
                + attributes.stream()
                        .map(one -> " --name " + one.attribute() + " --type " + one.typeWord())
                        .collect(Collectors.joining());
    }

    private boolean isSearchableSoon(TemporalFailures failures) throws CommandFailed {
        for (int look = 0; look < LOOKS; look++) {
            if (failures.translated(register::canBeSearched)) {
                return true;
            }
            try {
                pause.of(BETWEEN_LOOKS);
            } catch (InterruptedException told) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return false;
    }

    @Override
    public void close() {
        line.close();
    }
}
