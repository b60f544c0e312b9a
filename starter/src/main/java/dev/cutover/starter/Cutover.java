package dev.cutover.starter;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line's front door. Ends with 0 when it did what was asked, with 2 when it was asked wrongly. */
@Command(
        name = "cutover",
        description = "Runs batch cutovers of server migrations, on Temporal.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
public final class Cutover implements Runnable {
    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    Cutover() {}

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Cutover()).execute(arguments));
    }

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "Missing a command");
    }
}
