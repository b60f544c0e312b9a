package dev.cutover.starter.command;

import dev.cutover.contract.Finding;
import dev.cutover.contract.FindingKind.Severity;
import dev.cutover.contract.Outlook;
import dev.cutover.contract.Plan;
import dev.cutover.contract.PreflightReport;
import dev.cutover.starter.plan.CheckedPlan;
import dev.cutover.starter.terminal.CommandFailed;
import dev.cutover.starter.terminal.ExitCode;
import dev.cutover.starter.terminal.Json;
import dev.cutover.starter.terminal.Terminal;
import dev.cutover.starter.view.PreflightText;
import dev.cutover.starter.wave.Waves;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Has the account's worker look at all that can be known of a plan before its night. Changes nothing; ends with 5 when something is in the way. */
@Command(
        name = "preflight",
        description =
                "Looks at everything that can be known of a plan before its night, and forecasts it; changes nothing.",
        mixinStandardHelpOptions = true)
public final class PreflightCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Mixin
    private Plans plans;

    @Option(names = "--strict", description = "warnings are as bad as blockers")
    private boolean strict;

    @Option(
            names = "--probe-rights",
            description = "try the right to cut over, by a call with a job id that does not exist")
    private boolean probeRights;

    @Mixin
    private Output output;

    public PreflightCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    /**
     * One JSON document.
     *
     * @param outlook {@code null}: nothing is known of its jobs
     */
    record Document(
            String wave,
            String account,
            String planSha256,
            Instant at,
            List<Told> blockers,
            List<Told> warnings,
            List<Told> notes,
            Outlook outlook) {

        static Document of(Plan plan, PreflightReport report) {
            return new Document(
                    plan.wave(),
                    plan.account(),
                    plan.sha256(),
                    report.at(),
                    told(report, Severity.BLOCKER),
                    told(report, Severity.WARNING),
                    told(report, Severity.NOTE),
                    report.outlook());
        }

        private static List<Told> told(PreflightReport report, Severity severity) {
            return report.of(severity).stream().map(Told::of).toList();
        }
    }

    /**
     * One finding.
     *
     * @param detail what was seen of the account, or {@code null}
     * @param jobs empty: the account as a whole
     */
    record Told(String finding, String advice, String detail, List<Job> jobs) {

        static Told of(Finding finding) {
            return new Told(
                    finding.kind().word(),
                    finding.kind().advice(),
                    finding.detail(),
                    finding.about().stream()
                            .map(about -> new Job(about.job().value(), about.name(), about.detail()))
                            .toList());
        }
    }

    /** @param detail what was seen of it, or {@code null} */
    record Job(String id, String name, String detail) {}

    @Override
    public Integer call() throws CommandFailed {
        CheckedPlan checked = dated(plans.check(terminal.clock()));
        TooLate.refuse(checked, "there is no night to look at", terminal);
        try (Waves waves = Waves.connect(terminal)) {
            Plan plan = SelectedJobs.of(checked, plans.file(), waves, terminal).plan();
            PreflightReport report = waves.preflight(
                    plan, probeRights, words -> terminal.err().println("looking at the jobs: " + words));
            if (output.isJson()) {
                terminal.out().println(Json.document(Document.of(plan, report)));
            } else {
                checked.warnings().forEach(warning -> terminal.err().println(PlanSummary.spelt(warning)));
                new PreflightText(plan, report).lines().forEach(terminal.out()::println);
            }
            return exitCode(report).number();
        }
    }

    /** Of a plan without dates the coming night is looked at. */
    private CheckedPlan dated(CheckedPlan checked) {
        Plan plan = checked.plan();
        if (plan.night() == null) {
            return checked;
        }
        LocalDate date = plan.night().dateAt(terminal.clock().instant());
        terminal.err().println("The plan has no dates: this is about the night that begins on " + date + ".");
        return new CheckedPlan(plan.on(date), checked.warnings(), checked.tooLate());
    }

    private ExitCode exitCode(PreflightReport report) {
        boolean inTheWay = !report.of(Severity.BLOCKER).isEmpty()
                || (strict && !report.of(Severity.WARNING).isEmpty());
        return inTheWay ? ExitCode.ENDED_BADLY : ExitCode.DONE;
    }
}
