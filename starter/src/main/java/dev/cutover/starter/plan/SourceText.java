package dev.cutover.starter.plan;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A file's content before anyone asks what it means.
 *
 * @param text without a byte order mark; line ends as they are
 * @param sha256 of the bytes, in lower-case hex
 */
record SourceText(String text, String sha256) {

    /** 2,000 jobs with a kilobyte each: nobody writes that, and memory stays small whatever is passed. */
    static final int MOST_BYTES = 2 * 1024 * 1024;

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    /** @throws PlanRefused when there is no such file, or it cannot be read */
    static byte[] bytes(Path file, Problems problems) throws PlanRefused {
        if (Files.isDirectory(file)) {
            throw problems.refused(Place.NOWHERE, "this is a folder, not a plan", "name a file in it");
        }
        try (InputStream content = Files.newInputStream(file)) {
            return content.readNBytes(MOST_BYTES + 1); // One more than may be tells that there is more.
        } catch (NoSuchFileException failure) {
            throw problems.refused(Place.NOWHERE, "there is no such file", null);
        } catch (AccessDeniedException failure) {
            throw problems.refused(
                    Place.NOWHERE, "you may not read this file", "ask its owner, or see its permissions");
        } catch (IOException failure) {
            throw problems.refused(Place.NOWHERE, "the file cannot be read: " + failure.getMessage(), null);
        }
    }

    /** @throws PlanRefused when these are not the bytes of a text, or too many */
    static SourceText of(byte[] bytes, Problems problems) throws PlanRefused {
        if (bytes.length > MOST_BYTES) {
            throw problems.refused(
                    Place.NOWHERE,
                    "the file is larger than " + MOST_BYTES / 1024 / 1024 + " MB, which no plan is",
                    "is this the right file?");
        }
        String text = decoded(bytes, problems);
        if (!text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK) {
            text = text.substring(1);
        }
        refuseControls(text, problems);
        return new SourceText(text, sha256(bytes));
    }

    private static String decoded(byte[] bytes, Problems problems) throws PlanRefused {
        ByteBuffer input = ByteBuffer.wrap(bytes);
        CharBuffer output = CharBuffer.allocate(bytes.length);
        var decoder = UTF_8.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        try {
            var result = decoder.decode(input, output, true);
            if (result.isError()) {
                result.throwException();
            }
            return output.flip().toString();
        } catch (CharacterCodingException failure) {
            int at = input.position();
            boolean wide = bytes.length > 1 && ((bytes[0] & 0xFF) == 0xFF || (bytes[0] & 0xFF) == 0xFE);
            throw problems.refused(
                    end(output.flip().toString()),
                    String.format("byte %,d of the file (0x%02X) is not UTF-8", at + 1, bytes[at] & 0xFF),
                    wide ? "this looks like UTF-16: save it as UTF-8" : "save the file as UTF-8");
        }
    }

    /** The first only: a file of them is no text at all, and one message says so. */
    private static void refuseControls(String text, Problems problems) throws PlanRefused {
        for (int at = 0; at < text.length(); at++) {
            char character = text.charAt(at);
            boolean usual = character == '\t' || character == '\n' || character == '\r';
            boolean control = Character.isISOControl(character) && !usual;
            if (control || character == BYTE_ORDER_MARK || character >= '\uFFFE') {
                throw problems.refused(
                        end(text.substring(0, at)),
                        "a character that no text has, " + Quote.name(character),
                        "remove it; is this a text file, saved as UTF-8?");
            }
        }
    }

    /** The place behind {@code text}. */
    private static Place end(String text) {
        String plain = text.startsWith("\uFEFF") ? text.substring(1) : text;
        String ended = plain.replace("\r\n", "\n").replace('\r', '\n');
        int line = (int) ended.chars().filter(character -> character == '\n').count() + 1;
        String last = ended.substring(ended.lastIndexOf('\n') + 1);
        return new Place(line, last.codePointCount(0, last.length()) + 1);
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException failure) {
            throw new AssertionError("every JDK has SHA-256", failure);
        }
    }
}
