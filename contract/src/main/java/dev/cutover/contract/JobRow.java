package dev.cutover.contract;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.time.Duration;
import java.time.Instant;

/**
 * What a wave knows of one job beside its plan; written as a JSON array, because 2,000 of them are carried from run to run. New components go
 * to the end.
 *
 * @param reason why it is blocked, failed, deferred ...; {@code null} when there is none
 * @param code SMC's code behind the reason or another wave's name, at most {@link #LONGEST_CODE} characters, or {@code null}
 * @param known what the last look showed, or {@code null}
 * @param waitingSeenAt when it was last seen to become {@code Waiting}, or {@code null}
 * @param run run id of its newest cutover, or {@code null}; its results are found from there
 * @param phase where its next cutover begins
 * @param touched a cutover call was sent for it
 * @param lastCallAt when the last call that may have taken effect was sent, or {@code null}
 * @param notBefore no call may be sent earlier, or {@code null}
 * @param overdue in flight past its completion deadline
 * @param conflicts how often in a row SMC refused its call for its state although it showed {@code Waiting}
 * @param rival somebody else's cutover of it ran when that was last known
 * @param pastRuns how long its past runs took, or {@code null}
 * @param verifying in cutover, and its slot is free
 * @param prepared its own before-hook ran, and its undo has not succeeded
 * @param round how often its own before-hook has been asked for
 * @param restUntil it takes no slot earlier, or {@code null}
 * @param offlineSince since when SMC refuses its call because its source server is offline, or {@code null}
 * @param restarting SMC is asked to start it
 * @param undoFails its undo does not succeed, and is tried on
 * @param imageId what the cutover left, while its group still needs to know
 * @param instanceId what the cutover left, while its group still needs to know
 * @param since when it took its slot, while it is in cutover; else {@code null}
 * @param vouchedFor a person has said that it is the right server, whatever SMC calls it
 * @param sincePrepared when its wave was ended by force, its newest cutover had run after its group could have been prepared
 */
@JsonFormat(shape = JsonFormat.Shape.ARRAY)
@JsonPropertyOrder({
    "state",
    "reason",
    "code",
    "known",
    "waitingSeenAt",
    "run",
    "phase",
    "touched",
    "lastCallAt",
    "notBefore",
    "overdue",
    "conflicts",
    "rival",
    "pastRuns",
    "verifying",
    "prepared",
    "round",
    "restUntil",
    "offlineSince",
    "restarting",
    "undoFails",
    "imageId",
    "instanceId",
    "since",
    "vouchedFor",
    "sincePrepared"
})
public record JobRow(
        JobState state,
        Reason reason,
        String code,
        Sighting known,
        @JsonFormat(shape = JsonFormat.Shape.NUMBER) Instant waitingSeenAt,
        String run,
        Phase phase,
        boolean touched,
        @JsonFormat(shape = JsonFormat.Shape.NUMBER) Instant lastCallAt,
        @JsonFormat(shape = JsonFormat.Shape.NUMBER) Instant notBefore,
        boolean overdue,
        int conflicts,
        boolean rival,
        Duration pastRuns,
        boolean verifying,
        boolean prepared,
        int round,
        @JsonFormat(shape = JsonFormat.Shape.NUMBER) Instant restUntil,
        @JsonFormat(shape = JsonFormat.Shape.NUMBER) Instant offlineSince,
        boolean restarting,
        boolean undoFails,
        String imageId,
        String instanceId,
        @JsonFormat(shape = JsonFormat.Shape.NUMBER) Instant since,
        boolean vouchedFor,
        boolean sincePrepared) {

    /** SMC's codes are shorter; a longer one is cut, and the cutover's own result has it whole. */
    public static final int LONGEST_CODE = 64;

    /** One that is not in cutover. */
    public JobRow(
            JobState state,
            Reason reason,
            String code,
            Sighting known,
            Instant waitingSeenAt,
            String run,
            Phase phase,
            boolean touched,
            Instant lastCallAt,
            Instant notBefore,
            boolean overdue,
            int conflicts,
            boolean rival,
            Duration pastRuns,
            boolean verifying,
            boolean prepared,
            int round,
            Instant restUntil,
            Instant offlineSince,
            boolean restarting,
            boolean undoFails,
            String imageId,
            String instanceId) {
        this(
                state,
                reason,
                code,
                known,
                waitingSeenAt,
                run,
                phase,
                touched,
                lastCallAt,
                notBefore,
                overdue,
                conflicts,
                rival,
                pastRuns,
                verifying,
                prepared,
                round,
                restUntil,
                offlineSince,
                restarting,
                undoFails,
                imageId,
                instanceId,
                null,
                false,
                false);
    }

    public static JobRow fresh() {
        return new JobRow(
                JobState.WATCHING,
                null,
                null,
                null,
                null,
                null,
                Phase.CALL,
                false,
                null,
                null,
                false,
                0,
                false,
                null,
                false,
                false,
                0,
                null,
                null,
                false,
                false,
                null,
                null);
    }
}
