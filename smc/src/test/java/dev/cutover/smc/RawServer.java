package dev.cutover.smc;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Takes one connection on the loopback, notes every byte that arrives on it, and behaves as badly as it is told to once a request is there.
 */
final class RawServer implements AutoCloseable {

    /** What to do with the connection when the request's head has been read. */
    @FunctionalInterface
    interface Deed {
        void on(Socket socket) throws IOException;
    }

    private final ServerSocket listener;
    private final Thread thread;
    private final CountDownLatch accepted = new CountDownLatch(1);
    private final ByteArrayOutputStream received = new ByteArrayOutputStream();

    RawServer(Deed deed) {
        try {
            listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        thread = new Thread(() -> serve(deed), "raw-server");
        thread.setDaemon(true);
        thread.start();
    }

    /** Says this, whatever it is, and ends the connection. */
    static Deed says(String text) {
        return socket -> {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
        };
    }

    /** Says this, and then resets the connection. */
    static Deed saysAndResets(String text) {
        return socket -> {
            says(text).on(socket);
            socket.setSoLinger(true, 0);
        };
    }

    private void serve(Deed deed) {
        try (Socket socket = listener.accept()) {
            accepted.countDown();
            InputStream in = socket.getInputStream();
            int read = in.read();
            while (read >= 0) {
                received.write(read);
                if (received.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
                    deed.on(socket);
                    return;
                }
                read = in.read();
            }
        } catch (IOException gone) {
            // The other side has hung up, or the test is over.
        }
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + listener.getLocalPort());
    }

    /** Waits for the connection to stand. */
    boolean isConnected() {
        try {
            return accepted.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** All bytes that arrived, once the connection is over. */
    String received() throws InterruptedException {
        thread.join(10_000);
        return received.toString(StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
