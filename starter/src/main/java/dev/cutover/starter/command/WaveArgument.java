package dev.cutover.starter.command;

import dev.cutover.starter.terminal.CommandFailed;
import dev.cutover.starter.wave.Wave;
import dev.cutover.starter.wave.Waves;
import picocli.CommandLine.Parameters;

/** Which wave; of several that had the name, the newest. */
final class WaveArgument {

    @Parameters(index = "0", paramLabel = "WAVE", description = "the wave's name; of several, the newest is meant")
    private String name;

    Wave in(Waves waves) throws CommandFailed {
        return waves.named(name);
    }
}
