package dev.cutover.activities;

import dev.cutover.contract.Window;
import java.util.List;
import java.util.Optional;

/** The waves of one account that have not ended. */
interface OtherWaves {

    /** Empty when nobody can tell. */
    Optional<List<Other>> running(String account);

    /**
     * @param slots as many jobs of it may be in cutover at one time
     * @param window {@code null}: always
     */
    record Other(String wave, int slots, Window window) {}
}
