package dev.cutover.connection;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Something on a port that is not Temporal: it says what it was given to say, and then hangs up or stays silent. */
final class Listener implements AutoCloseable {

    private final ServerSocket socket;
    private final byte[] words;
    private final boolean hangsUp;
    private final List<Socket> open = new CopyOnWriteArrayList<>();

    private Listener(byte[] words, boolean hangsUp) {
        try {
            this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        this.words = words;
        this.hangsUp = hangsUp;
        Thread thread = new Thread(this::listen, "listener");
        thread.setDaemon(true);
        thread.start();
    }

    /** Accepts and never answers. */
    static Listener silent() {
        return new Listener(new byte[0], false);
    }

    static Listener saying(byte[] words) {
        return new Listener(words, true);
    }

    String address() {
        return "127.0.0.1:" + socket.getLocalPort();
    }

    private void listen() {
        while (!socket.isClosed()) {
            try {
                Socket caller = socket.accept();
                caller.getOutputStream().write(words);
                if (hangsUp) {
                    caller.close();
                } else {
                    open.add(caller);
                }
            } catch (IOException closedOrReset) {
                // Then the loop ends, or the next caller is waited for.
            }
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
        for (Socket caller : open) {
            caller.close();
        }
    }
}
