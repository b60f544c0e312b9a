package dev.cutover.starter.command;

import dev.cutover.starter.report.Report;
import dev.cutover.starter.report.ReportText;
import dev.cutover.starter.report.Reports;
import dev.cutover.starter.terminal.CommandFailed;
import dev.cutover.starter.terminal.ExitCode;
import dev.cutover.starter.terminal.Json;
import dev.cutover.starter.terminal.Terminal;
import dev.cutover.starter.wave.Wave;
import dev.cutover.starter.wave.Waves;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Tells what a wave did, job by job and call by call. A wave that is over needs no worker for it. */
@Command(
        name = "report",
        description = "Tells what a wave did, job by job and call by call.",
        mixinStandardHelpOptions = true)
public final class ReportCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Mixin
    private WaveArgument argument;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            converter = Formats.class,
            description = "md (Markdown, for people) or json; default: md")
    private Format format = Format.MD;

    /** The ways to write. */
    enum Format {
        MD,
        JSON
    }

    static final class Formats implements ITypeConverter<Format> {
        @Override
        public Format convert(String word) {
            return switch (word.toLowerCase(Locale.ROOT)) {
                case "md", "text" -> Format.MD;
                case "json" -> Format.JSON;
                default -> throw new TypeConversionException("'" + word + "' is no format: give md or json");
            };
        }
    }

    public ReportCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws CommandFailed {
        try (Waves waves = Waves.connect(terminal)) {
            Wave wave = argument.in(waves);
            Report report = Reports.gather(wave, this::progress);
            terminal.out().print(format == Format.JSON ? Json.document(report) + "\n" : ReportText.of(report));
            terminal.out().flush();
            return ExitCode.DONE.number();
        }
    }

    private void progress(int gathered) {
        if (terminal.redraws() && gathered % 100 == 0) {
            terminal.err().print("\r" + gathered + " jobs gathered ...\r");
            terminal.err().flush();
        }
    }
}
