package dev.cutover.acceptance.launcher;

import java.io.File;
import java.util.stream.Collectors;

/** A program for a real Java: says what it got of its arguments, or takes all memory there is. Depends on nothing but the JDK. */
final class Probe {
    private Probe() {}

    public static void main(String[] arguments) {
        if (arguments.length == 0) {
            hoard();
        }
        for (String argument : arguments) {
            String letters =
                    argument.codePoints().mapToObj(Integer::toHexString).collect(Collectors.joining(" "));
            System.out.println(letters + (new File(argument).exists() ? " is there" : ""));
        }
    }

    /** Whoever catches what it throws could not tell. */
    private static void hoard() {
        Object[] hoard = {};
        try {
            while (true) {
                hoard = new Object[] {hoard, new byte[1 << 20]};
            }
        } catch (OutOfMemoryError full) {
            System.exit(3);
        }
    }
}
