package dev.cutover.simulator;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * One call as it was, whatever the caller heard of it.
 *
 * @param at {@code yyyy-MM-ddTHH:mm:ss.SSSZ}, the wall clock's
 * @param jobId of a call on one job, {@code jobIds} of a look at several
 * @param effect {@code accepted}, {@code refused} or {@code none}
 * @param answer {@code sent}, {@code lost}, {@code garbled} or {@code dropped}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record LedgerEntry(
        String at,
        String operation,
        String jobId,
        List<String> jobIds,
        Boolean syncData,
        String statusBefore,
        String statusAfter,
        String effect,
        String answer,
        String code,
        String requestId) {}
