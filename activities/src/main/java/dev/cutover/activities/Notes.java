package dev.cutover.activities;

import dev.cutover.contract.Evidence;
import dev.cutover.contract.Try;
import java.util.Optional;

/**
 * What an attempt of a cutover call leaves for the next one, as the details of its heartbeat.
 *
 * @param attempt which attempt left it, from 1
 * @param evidence all tries so far; the newest may be one that was about to be sent
 */
record Notes(int attempt, Evidence evidence) {

    /**
     * The tries before an attempt. Each attempt leaves notes before it sends anything, and before it fails; one that left none died, and may
     * have died between its call and its note.
     *
     * @param attempt from 1
     * @param before the tries before the first attempt
     */
    static Evidence before(int attempt, Optional<Notes> notes, Evidence before) {
        Evidence known = notes.map(Notes::evidence).orElse(before);
        int noted = notes.map(Notes::attempt).orElse(0);
        return attempt - 1 > noted ? known.plus(new Try(null, Try.Answer.PERHAPS_SENT, null, null, null, null)) : known;
    }
}
