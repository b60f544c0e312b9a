package dev.cutover.simulator;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A {@link Behaviour} as the admin endpoint takes and gives it. */
final class Switches {

    static final Set<String> KEYS = Set.of("acceptAnyState", "callShowsAfter", "restartResumesCutover");

    private Switches() {}

    /** Those that the text names, the others as they were. */
    static Behaviour read(String text, String file, Behaviour present) throws BadFile {
        List<String> problems = new ArrayList<>();
        Optional<YamlMap> top = YamlMap.top(text, file, problems);
        Behaviour behaviour = top.map(map -> read(map, present)).orElse(present);
        BadFile.check(problems);
        return behaviour;
    }

    private static Behaviour read(YamlMap map, Behaviour present) {
        map.known(KEYS);
        return new Behaviour(
                map.flag("acceptAnyState", present.acceptAnyState()),
                map.duration("callShowsAfter", present.callShowsAfter(), Duration.ZERO),
                map.flag("restartResumesCutover", present.restartResumesCutover()));
    }

    static Map<String, Object> row(Behaviour behaviour) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("acceptAnyState", behaviour.acceptAnyState());
        row.put("callShowsAfter", behaviour.callShowsAfter().toString());
        row.put("restartResumesCutover", behaviour.restartResumesCutover());
        return row;
    }
}
