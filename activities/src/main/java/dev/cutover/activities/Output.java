package dev.cutover.activities;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;

/** What a program says: its first and its last words, however much it says between them. */
final class Output {

    /** So many bytes of each. */
    static final int KEPT = 8 << 10;

    private final ByteArrayOutputStream first = new ByteArrayOutputStream();
    /** A ring: what comes after the first words, over and over. */
    private final byte[] last = new byte[KEPT];

    private long more;

    synchronized void add(byte[] bytes, int length) {
        int begin = Math.min(length, KEPT - first.size());
        first.write(bytes, 0, begin);
        for (int at = begin; at < length; at++) {
            last[(int) (more++ % KEPT)] = bytes[at];
        }
    }

    /** All of it when it is short; else the first words, a line of dots, and the last ones. Secrets are not masked. */
    synchronized String text() {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        text.writeBytes(first.toByteArray());
        if (more <= KEPT) {
            text.write(last, 0, (int) more);
        } else {
            text.writeBytes("\n...\n".getBytes(UTF_8));
            int from = (int) (more % KEPT);
            text.write(last, from, KEPT - from);
            text.write(last, 0, from);
        }
        return text.toString(UTF_8);
    }
}
