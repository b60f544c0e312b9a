package dev.cutover.contract;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import java.util.List;

/**
 * Whom a wave tells. Secrets are names of environment variables of the worker, as in {@link Hook}.
 *
 * @param url https, or http to this machine; {@code null} when {@code urlFrom} is there
 * @param urlFrom the environment variable that holds it
 * @param secretFrom the environment variable with the key that messages to DingTalk are signed with, or {@code null}
 * @param only what it is told of; empty: everything
 */
public record Receiver(Form form, String url, String urlFrom, String secretFrom, List<MessageKind> only) {

    public Receiver {
        only = Words.list(only);
    }

    /** How a message is put. */
    public enum Form {
        /** {@link Message} as it is. */
        JSON,
        SLACK,
        DINGTALK,
        /** Written by a later version: put as {@link #JSON}. */
        @JsonEnumDefaultValue
        UNRECOGNISED
    }

    /** Whether it wants to know. */
    public boolean wants(MessageKind kind) {
        return only.isEmpty() || only.contains(kind) || kind == MessageKind.TEST;
    }
}
