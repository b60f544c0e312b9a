package dev.cutover.contract;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.temporal.api.common.v1.Payload;
import io.temporal.payload.codec.PayloadCodec;
import io.temporal.payload.codec.PayloadCodecException;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * Makes large payloads small, so that a wave of 2,000 jobs stays far below the engine's limits (a warning at 512 KB, the end at 2 MB). What is
 * not large stays as it is, readable in the Web UI.
 */
final class Deflation implements PayloadCodec {

    /** Bytes from which a payload is large. */
    static final int LARGE = 128 * 1024;

    /** No payload of ours is larger; a longer stream is not one of ours. */
    private static final int MOST = 64 * 1024 * 1024;

    private static final String ENCODING = "encoding";
    private static final ByteString DEFLATED = ByteString.copyFromUtf8("binary/deflate");

    @Override
    public List<Payload> encode(List<Payload> payloads) {
        return payloads.stream().map(Deflation::encode).toList();
    }

    @Override
    public List<Payload> decode(List<Payload> payloads) {
        return payloads.stream().map(Deflation::decode).toList();
    }

    private static Payload encode(Payload payload) {
        if (payload.getData().size() < LARGE) {
            return payload;
        }
        return Payload.newBuilder()
                .putMetadata(ENCODING, DEFLATED)
                .setData(ByteString.copyFrom(deflated(payload.toByteArray())))
                .build();
    }

    private static Payload decode(Payload payload) {
        if (!DEFLATED.equals(payload.getMetadataMap().get(ENCODING))) {
            return payload;
        }
        try {
            return Payload.parseFrom(inflated(payload.getData().toByteArray()));
        } catch (InvalidProtocolBufferException | DataFormatException unreadable) {
            throw new PayloadCodecException(unreadable);
        }
    }

    private static byte[] deflated(byte[] plain) {
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION);
        try {
            deflater.setInput(plain);
            deflater.finish();
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            byte[] piece = new byte[8192];
            while (!deflater.finished()) {
                out.write(piece, 0, deflater.deflate(piece));
            }
            return out.toByteArray();
        } finally {
            deflater.end();
        }
    }

    private static byte[] inflated(byte[] packed) throws DataFormatException {
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(packed);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            byte[] piece = new byte[8192];
            while (!inflater.finished()) {
                int length = inflater.inflate(piece);
                if (length == 0 || out.size() + length > MOST) {
                    throw new DataFormatException("cut off, or too long");
                }
                out.write(piece, 0, length);
            }
            return out.toByteArray();
        } finally {
            inflater.end();
        }
    }
}
