package dev.cutover.starter.command;

import dev.cutover.starter.terminal.CommandFailed;
import dev.cutover.starter.terminal.Terminal;
import dev.cutover.starter.view.Frame;
import dev.cutover.starter.view.Screen;
import dev.cutover.starter.view.Watch;
import dev.cutover.starter.wave.Wave;

/** A watch that a person may leave: Ctrl-C ends the command, and says that the wave goes on. */
final class Detachable {

    private Detachable() {}

    static Frame follow(Terminal terminal, Wave wave, boolean json, boolean untilSettled) throws CommandFailed {
        Thread goodbye = new Thread(
                () -> {
                    terminal.err()
                            .println("Detached; the wave goes on. To see it again: cutover status " + wave.name()
                                    + " --watch");
                    terminal.err().flush();
                },
                "goodbye");
        Runtime.getRuntime().addShutdownHook(goodbye);
        try {
            return new Watch(terminal, wave, Screen.of(terminal, json), untilSettled).follow();
        } finally {
            forget(goodbye);
        }
    }

    private static void forget(Thread goodbye) {
        try {
            Runtime.getRuntime().removeShutdownHook(goodbye);
        } catch (IllegalStateException ending) {
            // The process ends: it is being said.
        }
    }
}
