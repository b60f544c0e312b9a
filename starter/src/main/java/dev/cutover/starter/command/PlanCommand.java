package dev.cutover.starter.command;

import dev.cutover.contract.FoundJob;
import dev.cutover.contract.JobQuery;
import dev.cutover.contract.Plan;
import dev.cutover.contract.Words;
import dev.cutover.starter.plan.Grouping;
import dev.cutover.starter.plan.Proposal;
import dev.cutover.starter.terminal.CommandFailed;
import dev.cutover.starter.terminal.ExitCode;
import dev.cutover.starter.terminal.Terminal;
import dev.cutover.starter.wave.Waves;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Prints a plan of the jobs that an account has. Fails when there are none, or too many for one wave. */
@Command(
        name = "plan",
        description = "Prints a plan of the jobs of an account: its worker asks SMC, and changes nothing.",
        mixinStandardHelpOptions = true)
public final class PlanCommand implements Callable<Integer> {

    private static final String USUAL_NAME = "wave-1";

    private final Terminal terminal;

    @Mixin
    private JobFilters filters;

    @Option(names = "--wave", paramLabel = "NAME", description = "the wave's name; default: ${DEFAULT-VALUE}")
    private String wave = USUAL_NAME;

    @Option(
            names = "--group-by",
            paramLabel = "WHAT",
            converter = Groupings.class,
            description = "tag:KEY, region, workgroup, or name, without the digits at its end; default: one group")
    private Grouping grouping;

    @Option(
            names = "--at-most",
            paramLabel = "N",
            description = "refuse when there are more jobs; default: what one wave may have")
    private int atMost = Plan.MOST_JOBS;

    @Option(
            names = "--select",
            description = "write the filters instead of the jobs: they are found when the wave is started")
    private boolean select;

    public PlanCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    static final class Groupings implements ITypeConverter<Grouping> {
        @Override
        public Grouping convert(String words) {
            return Grouping.of(words)
                    .orElseThrow(() -> new TypeConversionException(
                            "'" + words + "' is nothing to group by: give tag:KEY, region, workgroup or name"));
        }
    }

    @Override
    public Integer call() throws CommandFailed {
        check();
        JobQuery query = filters.query();
        try (Waves waves = Waves.connect(terminal)) {
            List<FoundJob> found =
                    waves.find(filters.account(), query, words -> terminal.err().println("listing: " + words));
            Proposal proposal = new Proposal(wave, filters.account(), query, found, grouping);
            refuse(proposal, query);
            terminal.out().print(select ? proposal.selecting() : proposal.listing());
            terminal.err().println(proposal.summary());
            if (wave.equals(USUAL_NAME)) {
                terminal.err().println("The wave is called " + USUAL_NAME + ": --wave gives it another name.");
            }
            return ExitCode.DONE.number();
        }
    }

    private void check() throws CommandFailed {
        if (!wave.matches(Plan.WAVE_NAME)) {
            throw new CommandFailed(
                    ExitCode.WRONG_USAGE,
                    "--wave is '" + Words.visible(wave)
                            + "': give small letters, digits, '.', '_' and '-', at most 63 of them.");
        }
        if (atMost < 1 || atMost > Plan.MOST_JOBS) {
            throw new CommandFailed(
                    ExitCode.WRONG_USAGE, "--at-most is " + atMost + ": give 1 to " + Plan.MOST_JOBS + ".");
        }
        if (select && grouping != null && !grouping.canSelect()) {
            throw new CommandFailed(
                    ExitCode.WRONG_USAGE,
                    "--select goes with --group-by tag:KEY, region or workgroup: a name without its digits is no filter.");
        }
    }

    private void refuse(Proposal proposal, JobQuery query) throws CommandFailed {
        if (proposal.size() == 0) {
            throw new CommandFailed(
                    ExitCode.REFUSED,
                    "There is nothing to plan: " + query.words() + " finds "
                            + (proposal.leftOut().isEmpty()
                                    ? "no job"
                                    : "only jobs that cannot be cut over, "
                                            + proposal.leftOut().size() + " of them")
                            + ". `cutover jobs` shows what there is.");
        }
        if (proposal.size() > atMost) {
            throw new CommandFailed(
                    ExitCode.REFUSED,
                    query.words() + " finds " + proposal.size() + " jobs, and at most " + atMost
                            + " are allowed: filter more narrowly, and split it into several waves.");
        }
    }
}
