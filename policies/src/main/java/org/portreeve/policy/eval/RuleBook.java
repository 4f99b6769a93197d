package org.portreeve.policy.eval;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.portreeve.policy.Decision;
import org.portreeve.policy.Operation;
import org.portreeve.policy.Session;
import org.portreeve.policy.check.Box;
import org.portreeve.policy.check.CheckedPolicy;
import org.portreeve.policy.check.PathPattern;
import org.portreeve.policy.check.Rule;
import org.portreeve.policy.check.Window;

/** All rules of a policy, compiled. What is shared by sessions lies here: session classes and sheets of rules. */
final class RuleBook {
    /** A class with more rules than this has sheets of its own that all its sessions share. */
    private static final int MANY = 16;
    /** So many classes with sheets of their own a session takes at most: each is one more look-up. */
    private static final int MOST_SHARED = 2;

    private static final int MOST_KEPT = 1024;
    private static final CompiledRule[] NOBODY = {};

    private final WallClock clock;
    private final SessionClasses classes;
    private final List<CompiledRule> rules;
    private final List<List<CompiledRule>> rulesOfClass = new ArrayList<>();
    private final List<Needs> needs;
    private final Map<Integer, @Nullable Sheet[]> shared = new HashMap<>();
    private final Map<String, CompiledRule[]> byCommand = new HashMap<>();
    private final Decision[] allowing;
    private final Reference reference;
    private final boolean asksForCertificates;
    private final Defaults defaults;
    private final Refusals refusals;
    private final Map<PathPattern, Integer> patterns = new HashMap<>();
    private final PathMatcher[] matchers;
    private final Map<List<Integer>, Sheet[][]> sheetsTogether = new ConcurrentHashMap<>();
    private final Map<ClassSet, Pages> kept = new ConcurrentHashMap<>();

    /** Sessions with the same classes share their pages. */
    private record ClassSet(List<Integer> classes) {}

    /**
     * The rules of some classes.
     *
     * @param sheets by section of {@link Strip}
     */
    @SuppressWarnings("ArrayRecordComponent") // read for each command, never given away, never compared
    record Pages(Sheet[][] sheets, Strip strip) {}

    RuleBook(CheckedPolicy policy, Reference reference, boolean asksForCertificates) {
        this.reference = reference;
        this.asksForCertificates = asksForCertificates;
        this.defaults = new Defaults(policy);
        this.clock = new WallClock(policy.zone());
        this.classes = new SessionClasses(policy);
        Map<List<Window>, Timetable> timetables = new HashMap<>();
        Map<Rule.Require, Needs> wanted = new LinkedHashMap<>();
        List<Rule> sorted =
                policy.rules().stream().sorted(Comparator.comparing(Rule::id)).toList();
        this.rules = new ArrayList<>(sorted.size());
        for (Rule rule : sorted) {
            rules.add(compile(rule, policy, wanted, timetables));
        }
        this.needs = List.copyOf(wanted.values());
        this.refusals = new Refusals(rules.stream().map(CompiledRule::id).toList());
        List<PathMatcher> all = new ArrayList<>();
        for (CompiledRule rule : rules) {
            for (PathPattern pattern : rule.paths() == null ? List.<PathPattern>of() : rule.paths()) {
                if (patterns.putIfAbsent(pattern, all.size()) == null) {
                    all.add(new PathMatcher(pattern));
                }
            }
        }
        this.matchers = all.toArray(PathMatcher[]::new);
        for (int number = 0; number < classes.count(); number++) {
            rulesOfClass.add(new ArrayList<>(1));
        }
        Map<String, List<CompiledRule>> naming = new HashMap<>();
        for (CompiledRule rule : rules) {
            rulesOfClass.get(rule.session()).add(rule);
            Box box = sorted.get(rule.index()).box();
            for (String verb : box.coversHousekeeping() ? box.commands().orElse(Set.of()) : Set.<String>of()) {
                naming.computeIfAbsent(verb, each -> new ArrayList<>(1)).add(rule);
            }
        }
        naming.forEach((verb, list) -> byCommand.put(verb, list.toArray(CompiledRule[]::new)));
        for (int number = 0; number < classes.count(); number++) {
            if (rulesOfClass.get(number).size() > MANY) {
                shared.put(number, sheets(rulesOfClass.get(number)));
            }
        }
        this.allowing =
                rules.stream().map(rule -> Decision.allow(List.of(rule.id()))).toArray(Decision[]::new);
    }

    private CompiledRule compile(
            Rule rule, CheckedPolicy policy, Map<Rule.Require, Needs> wanted, Map<List<Window>, Timetable> timetables) {
        Box box = rule.box();
        boolean allows = rule.effect() instanceof Rule.Allow;
        return new CompiledRule(
                rules.size(),
                rule.id(),
                allows,
                rule.observed() || (policy.observed() && !allows),
                classes.add(box),
                box.operations(),
                box.paths().orElse(null),
                Terms.of(box, clock, timetables),
                rule.unless().stream().map(each -> exception(each, timetables)).toArray(CompiledRule.Exemption[]::new),
                rule.effect() instanceof Rule.Require require
                        ? wanted.computeIfAbsent(
                                require, each -> new Needs(each, policy.accounts(), bit(wanted.size())))
                        : null,
                rule.reply().orElse(null));
    }

    /** Few policies have more than two or three different needs; the 65th and later are looked at each time. */
    private static long bit(int number) {
        return number < Long.SIZE ? 1L << number : 0;
    }

    private CompiledRule.Exemption exception(Box box, Map<List<Window>, Timetable> timetables) {
        return new CompiledRule.Exemption(
                classes.add(box),
                box.opGiven() ? box.operations() : null,
                box.coversHousekeeping(),
                box.paths().map(PathSet::new).orElse(null),
                Terms.of(box, clock, timetables));
    }

    int[] classesOf(Session session) {
        return classes.holding(session);
    }

    /** The bits of the needs that this session meets. */
    long metBy(Session session) {
        long met = 0;
        for (Needs each : needs) {
            met |= each.bitIfMet(session);
        }
        return met;
    }

    /** The rules of these classes: big classes as they are, the small ones together. */
    Pages pages(int[] holding) {
        ClassSet key = new ClassSet(Arrays.stream(holding).boxed().toList());
        Pages known = kept.get(key);
        if (known == null) {
            known = build(key.classes());
            if (kept.size() >= MOST_KEPT) {
                kept.clear();
            }
            kept.put(key, known);
        }
        return known;
    }

    private Pages build(List<Integer> holding) {
        List<Integer> big = holding.stream()
                .filter(shared::containsKey)
                .sorted(Comparator.comparing(
                        (Integer each) -> -rulesOfClass.get(each).size()))
                .limit(MOST_SHARED)
                .toList();
        List<CompiledRule> small = holding.stream()
                .filter(each -> !big.contains(each))
                .flatMap(each -> rulesOfClass.get(each).stream())
                .toList();
        Sheet[][] sheets = sheetsTogether.computeIfAbsent(
                big, each -> together(each.stream().map(shared::get).toList()));
        Strip.Writer strip = new Strip.Writer(patterns, matchers);
        Sheet[][] own = null;
        for (int section = 0; section < sheets.length; section++) {
            CellsByPath cells = cells(small, section);
            if (cells.patterns().size() <= Sheet.FEW) {
                strip.add(cells);
            } else {
                strip.add(CellsByPath.NONE);
                own = own == null ? sheets.clone() : own;
                own[section] = Arrays.copyOf(own[section], own[section].length + 1);
                own[section][own[section].length - 1] = new Sheet(cells);
            }
        }
        return new Pages(own == null ? sheets : own, strip.done());
    }

    private static Sheet[][] together(List<@Nullable Sheet[]> classes) {
        Sheet[][] bySection = new Sheet[Strip.SECTIONS][];
        for (int section = 0; section < bySection.length; section++) {
            int number = section;
            bySection[number] = classes.stream()
                    .map(each -> each[number])
                    .filter(Objects::nonNull)
                    .toArray(Sheet[]::new);
        }
        return bySection;
    }

    /** One for each section in which any of the rules stands. */
    private @Nullable Sheet[] sheets(List<CompiledRule> some) {
        @Nullable Sheet[] sheets = new @Nullable Sheet[Strip.SECTIONS];
        for (int section = 0; section < sheets.length; section++) {
            CellsByPath cells = cells(some, section);
            if (!cells.isEmpty()) {
                sheets[section] = new Sheet(cells);
            }
        }
        return sheets;
    }

    private CellsByPath cells(List<CompiledRule> some, int section) {
        Operation operation = Strip.operation(section);
        boolean allowing = section == Strip.allowing(operation);
        List<CompiledRule> speaking = some.stream()
                .filter(rule -> rule.allows() == allowing && rule.operations().contains(operation))
                .toList();
        return speaking.isEmpty() ? CellsByPath.NONE : CellsByPath.of(speaking, operation, refusals);
    }

    /** The rules that name this verb in {@code command}. */
    CompiledRule[] naming(String verb) {
        return byCommand.getOrDefault(verb, NOBODY);
    }

    PathMatcher matcher(int number) {
        return matchers[number];
    }

    Refusals refusals() {
        return refusals;
    }

    Defaults defaults() {
        return defaults;
    }

    Reference reference() {
        return reference;
    }

    boolean asksForCertificates() {
        return asksForCertificates;
    }

    Decision allowedBy(int rule) {
        return allowing[rule];
    }
}
