package dev.cutover.acceptance.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.elements.ClassesShould;
import dev.cutover.acceptance.architecture.offenders.smc.SpeaksTemporal;
import dev.cutover.acceptance.architecture.offenders.starter.TestsItself;
import dev.cutover.acceptance.architecture.offenders.worker.LooksInside;
import dev.cutover.acceptance.architecture.offenders.workflows.Drawn;
import dev.cutover.acceptance.architecture.offenders.workflows.HashOrdered;
import dev.cutover.acceptance.architecture.offenders.workflows.InjectedClock;
import dev.cutover.acceptance.architecture.offenders.workflows.Logged;
import dev.cutover.acceptance.architecture.offenders.workflows.NamesRoom;
import dev.cutover.acceptance.architecture.offenders.workflows.Outside;
import dev.cutover.acceptance.architecture.offenders.workflows.Threaded;
import dev.cutover.acceptance.architecture.offenders.workflows.Timed;
import io.temporal.workflow.WorkflowInterface;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The rules of the architecture, for a tree of modules below one package: the product's, or that of the planted offenders. */
final class Rules {
    /** Where each process is put together, and the only places that may ask the system what time it is. */
    private static final List<String> COMPOSITION_ROOTS = List.of("starter.Cutover", "worker.WorkerMain");

    /** Workflow code, and what it calls in the same thread: their order and their values must be the same at every replay. */
    private static final List<Module> REPLAYED = List.of(Module.WORKFLOWS, Module.CONTRACT, Module.FORECAST);

    private final String root;

    private Rules(String root) {
        this.root = root;
    }

    /** All the rules for the modules whose packages are {@code root.contract}, {@code root.workflows} and so on. */
    static List<Rule> under(String root) {
        Rules rules = new Rules(root);
        return Stream.of(
                        Arrays.stream(Module.values()).map(rules::arrows),
                        Arrays.stream(Room.values()).map(rules::arrows),
                        rules.aboutRooms(),
                        rules.others())
                .flatMap(some -> some)
                .toList();
    }

    private Stream<Rule> others() {
        return Stream.of(
                new Rule(
                        "smc and simulator know nothing of Temporal",
                        noClasses()
                                .that(areIn(Module.SMC, Module.SIMULATOR))
                                .should()
                                .dependOnClassesThat()
                                .resideInAPackage("io.temporal.."),
                        List.of(
                                SpeaksTemporal.class,
                                dev.cutover.acceptance.architecture.offenders.simulator.SpeaksTemporal.class)),
                new Rule(
                        "only starter.local brings a test server with it",
                        noClasses()
                                .that(not(areIn(Module.STARTER))
                                        .or(areIn(Module.STARTER).and(not(areLocal()))))
                                .should()
                                .dependOnClassesThat()
                                .resideInAnyPackage("io.temporal.testing..", "io.temporal.testserver.."),
                        List.of(
                                TestsItself.class,
                                dev.cutover.acceptance.architecture.offenders.worker.TestsItself.class)),
                new Rule(
                        "the system's clock is read where a process is put together, and nowhere else",
                        noClasses()
                                .that(not(areCompositionRoots()))
                                .should()
                                .accessTargetWhere(access("the system's clock", Rules::readsSystemClock)),
                        nested(Timed.class)),
                new Rule(
                        "replayed code has no clock of its own, not even an injected one",
                        replayed()
                                .dependOnClassesThat(areAnyOf(
                                        "java.time.Clock",
                                        "java.time.InstantSource",
                                        "java.util.Date",
                                        "java.util.Calendar")),
                        List.of(InjectedClock.class)),
                new Rule(
                        "replayed code starts no threads and waits for none",
                        replayed()
                                .dependOnClassesThat(resideInAnyPackage("java.util.concurrent..")
                                        .and(not(type(java.util.concurrent.TimeUnit.class)))
                                        .or(areAnyOf("java.lang.Thread", "java.util.Timer", "java.lang.ThreadLocal"))
                                        .as("are for threads"))
                                .orShould()
                                .accessTargetWhere(access(
                                        "parallel streams", access -> named(access, "parallelStream", "parallel"))),
                        nested(Threaded.class)),
                new Rule(
                        "replayed code draws no lots",
                        replayed()
                                .dependOnClassesThat(resideInAnyPackage("java.util.random..", "java.security..")
                                        .or(areAnyOf("java.util.Random", "java.util.SplittableRandom"))
                                        .as("are random"))
                                .orShould()
                                .accessTargetWhere(access(
                                        "random values",
                                        access -> of(access, "java.util.UUID", "randomUUID")
                                                || of(access, "java.lang.Math", "random")
                                                || of(access, "java.util.Collections", "shuffle"))),
                        nested(Drawn.class)),
                new Rule(
                        "replayed code keeps no collection whose order differs from one JVM to the next",
                        replayed().accessTargetWhere(access("hash-ordered collections", Rules::isHashOrdered)),
                        nested(HashOrdered.class)),
                new Rule(
                        "workflows log through Workflow.getLogger, which is silent while it replays",
                        noClasses()
                                .that(areIn(Module.WORKFLOWS))
                                .should()
                                .dependOnClassesThat(resideInAnyPackage("java.util.logging..", "ch.qos.logback..")
                                        .or(areAnyOf("org.slf4j.LoggerFactory", "java.lang.System$Logger"))
                                        .as("make other loggers")),
                        nested(Logged.class)),
                new Rule(
                        "workflows see no file, no network, no environment and no terminal",
                        noClasses()
                                .that(areIn(Module.WORKFLOWS))
                                .should()
                                .dependOnClassesThat(resideInAnyPackage(
                                                "java.io..", "java.nio..", "java.net..", "java.sql..", "okhttp3..")
                                        .and(not(resideInAnyPackage("java.nio.charset..")))
                                        .and(not(type(java.io.Serializable.class)))
                                        .or(areAnyOf(
                                                "java.lang.Process", "java.lang.ProcessBuilder", "java.lang.Runtime"))
                                        .as("reach outside"))
                                .orShould()
                                .accessTargetWhere(access(
                                        "the environment",
                                        access -> of(
                                                access,
                                                "java.lang.System",
                                                "getenv",
                                                "getProperty",
                                                "in",
                                                "out",
                                                "err"))),
                        nested(Outside.class)));
    }

    /** What {@code module} may name of the others. */
    private Rule arrows(Module module) {
        String[] forbidden = Arrays.stream(Module.values())
                .filter(other -> !module.mayName(other))
                .map(this::below)
                .toArray(String[]::new);
        ArchRule check = noClasses()
                .that(areIn(module).and(not(areLocal())))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(forbidden);
        return new Rule(module.folder() + " names only the modules that it may", check, List.of(part(module.folder())));
    }

    /** What {@code room} may name of the others. */
    private Rule arrows(Room room) {
        String[] forbidden = Arrays.stream(Room.values())
                .filter(other -> !room.mayName(other))
                .map(this::below)
                .toArray(String[]::new);
        ArchRule check = noClasses()
                .that(resideInAnyPackage(below(room)))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(forbidden);
        return new Rule(
                "workflows." + room.folder() + " names only the rooms that it may",
                check,
                List.of(part("workflows." + room.folder())));
    }

    private Stream<Rule> aboutRooms() {
        return Stream.of(
                new Rule(
                        "what the rooms of workflows share names none of them",
                        noClasses()
                                .that(resideInAnyPackage(root + ".workflows"))
                                .should()
                                .dependOnClassesThat()
                                .resideInAnyPackage(Arrays.stream(Room.values())
                                        .map(this::below)
                                        .toArray(String[]::new)),
                        List.of(NamesRoom.class)),
                new Rule(
                        "the board knows nothing of Temporal",
                        noClasses()
                                .that(resideInAnyPackage(below(Room.BOARD)))
                                .should()
                                .dependOnClassesThat()
                                .resideInAPackage("io.temporal.."),
                        List.of(dev.cutover.acceptance.architecture.offenders.workflows.board.SpeaksTemporal.class)),
                // What is public for a sister room is so for everybody.
                new Rule(
                        "others name only the workflows of workflows, not what these are made of",
                        noClasses()
                                .that(not(areIn(Module.WORKFLOWS)))
                                .should()
                                .dependOnClassesThat(areIn(Module.WORKFLOWS).and(not(areWorkflows()))),
                        List.of(LooksInside.class)));
    }

    private static DescribedPredicate<JavaClass> areWorkflows() {
        return DescribedPredicate.describe(
                "are workflows",
                type -> type.getAllRawInterfaces().stream()
                        .anyMatch(one -> one.isAnnotatedWith(WorkflowInterface.class)));
    }

    private static Class<?> part(String folder) {
        try {
            return Class.forName(ArchitectureTest.OFFENDERS + "." + folder + ".Part");
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("each module and room needs an offender against its arrows: " + folder, e);
        }
    }

    private ClassesShould replayed() {
        return noClasses()
                .that(areIn(REPLAYED.toArray(Module[]::new)).and(not(isNamed("contract.Converter"))))
                .should();
    }

    private String below(Module module) {
        return root + "." + module.folder() + "..";
    }

    private String below(Room room) {
        return root + ".workflows." + room.folder() + "..";
    }

    private DescribedPredicate<JavaClass> areIn(Module... modules) {
        return resideInAnyPackage(Arrays.stream(modules).map(this::below).toArray(String[]::new));
    }

    private DescribedPredicate<JavaClass> areLocal() {
        return resideInAnyPackage(root + ".starter.local..");
    }

    private DescribedPredicate<JavaClass> areCompositionRoots() {
        return COMPOSITION_ROOTS.stream()
                .map(name -> isNamed(name).or(isWithin(name)))
                .reduce((one, other) -> one.or(other))
                .orElseThrow()
                .as("put a process together");
    }

    private DescribedPredicate<JavaClass> isNamed(String nameBelowRoot) {
        return areAnyOf(root + "." + nameBelowRoot);
    }

    private DescribedPredicate<JavaClass> isWithin(String nameBelowRoot) {
        String prefix = root + "." + nameBelowRoot + "$";
        return DescribedPredicate.describe(
                "are within " + nameBelowRoot, type -> type.getName().startsWith(prefix));
    }

    private static DescribedPredicate<JavaClass> areAnyOf(String... names) {
        List<String> wanted = List.of(names);
        return DescribedPredicate.describe(
                "are " + String.join(" or ", wanted), type -> wanted.contains(type.getName()));
    }

    private static DescribedPredicate<JavaAccess<?>> access(String what, Predicate<JavaAccess<?>> isIt) {
        return DescribedPredicate.describe("the target is " + what, isIt);
    }

    private static boolean of(JavaAccess<?> access, String owner, String... names) {
        return access.getTargetOwner().getName().equals(owner) && named(access, names);
    }

    private static boolean named(JavaAccess<?> access, String... names) {
        return Arrays.asList(names).contains(access.getTarget().getName());
    }

    private static int parameters(JavaAccess<?> access) {
        return access.getTarget() instanceof CodeUnitAccessTarget unit
                ? unit.getRawParameterTypes().size()
                : -1;
    }

    /** {@code now()} and {@code now(ZoneId)}; {@code now(Clock)} asks the clock that it was given. */
    private static boolean readsSystemClock(JavaAccess<?> access) {
        String owner = access.getTargetOwner().getName();
        return switch (access.getTarget().getName()) {
            case "now" ->
                owner.startsWith("java.time.")
                        && access.getTarget() instanceof CodeUnitAccessTarget unit
                        && unit.getRawParameterTypes().stream()
                                .noneMatch(parameter -> parameter.getName().equals("java.time.Clock"));
            case "systemUTC", "systemDefaultZone", "tickMillis", "tickSeconds", "tickMinutes" ->
                owner.equals("java.time.Clock");
            case "system" -> owner.equals("java.time.Clock") || owner.equals("java.time.InstantSource");
            case "currentTimeMillis", "nanoTime" -> owner.equals("java.lang.System");
            case "getInstance" -> owner.equals("java.util.Calendar");
            case "<init>" -> owner.equals("java.util.Date") && parameters(access) == 0;
            default -> false;
        };
    }

    private static boolean isHashOrdered(JavaAccess<?> access) {
        String owner = access.getTargetOwner().getName();
        String name = access.getTarget().getName();
        return switch (owner) {
            case "java.util.Set", "java.util.Map" ->
                List.of("of", "copyOf", "ofEntries").contains(name);
            case "java.util.HashMap",
                    "java.util.HashSet",
                    "java.util.Hashtable",
                    "java.util.IdentityHashMap",
                    "java.util.WeakHashMap" -> name.equals("<init>");
            case "java.util.stream.Collectors" ->
                List.of("toSet", "toUnmodifiableSet", "toUnmodifiableMap", "groupingByConcurrent")
                                .contains(name)
                        // The longer ones take the map to fill.
                        || (name.equals("groupingBy") && parameters(access) < 3)
                        || (name.equals("toMap") && parameters(access) < 4);
            default -> false;
        };
    }

    private static List<Class<?>> nested(Class<?> holder) {
        return Arrays.stream(holder.getDeclaredClasses())
                .filter(type -> Modifier.isStatic(type.getModifiers()))
                .<Class<?>>map(type -> type)
                .toList();
    }
}
