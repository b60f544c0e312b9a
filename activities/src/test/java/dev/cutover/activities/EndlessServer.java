package dev.cutover.activities;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Answers whoever comes with the same words, and then with more for as long as anybody takes it. */
final class EndlessServer implements AutoCloseable {

    private final ServerSocket listener;
    private final byte[] beginning;

    EndlessServer(String beginning) throws IOException {
        this.beginning = beginning.getBytes(StandardCharsets.US_ASCII);
        this.listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Thread thread = new Thread(this::talk, "endless-server");
        thread.setDaemon(true);
        thread.start();
    }

    private void talk() {
        byte[] more = "and on and on ".repeat(1_000).getBytes(StandardCharsets.US_ASCII);
        try (Socket socket = listener.accept()) {
            OutputStream out = socket.getOutputStream();
            out.write(beginning);
            while (true) {
                out.write(more);
            }
        } catch (IOException enough) {
            // The other side has hung up.
        }
    }

    String url() {
        return "http://127.0.0.1:" + listener.getLocalPort() + "/";
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
