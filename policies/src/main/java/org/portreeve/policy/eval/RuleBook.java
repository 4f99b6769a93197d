package org.portreeve.policy.eval;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.portreeve.policy.Decision;
import org.portreeve.policy.Session;
import org.portreeve.policy.check.Box;
import org.portreeve.policy.check.CheckedPolicy;
import org.portreeve.policy.check.Rule;
import org.portreeve.policy.check.Window;
import org.portreeve.reply.SymbolicReply;

/** All rules of a policy, compiled. What is shared by sessions lies here: patterns, classes, tables. */
final class RuleBook {
    /** A class with more rules than this has a table of its own that all its sessions share. */
    private static final int MANY = 64;
    /** So many tables of their own a session takes at most: each is one more look-up a pattern. */
    private static final int MOST_SHARED = 2;

    private static final int MOST_KEPT = 1024;

    private final WallClock clock;
    private final PathIndex paths;
    private final SessionClasses classes;
    private final List<List<CompiledRule>> rulesOfClass;
    private final Map<Integer, RuleTable> shared = new HashMap<>();
    private final Map<String, CompiledRule[]> byCommand;
    private final Decision[] allowing;
    private final @Nullable Decision[] refusing;
    private final Map<ClassSet, RuleTable[]> kept = new ConcurrentHashMap<>();

    /** Sessions with the same classes share their tables. */
    private record ClassSet(List<Integer> classes) {}

    RuleBook(CheckedPolicy policy) {
        this.clock = new WallClock(policy.zone());
        this.classes = new SessionClasses(policy);
        PathIndex.Builder patterns = new PathIndex.Builder();
        Map<List<Window>, Timetable> timetables = new HashMap<>();
        List<Rule> sorted =
                policy.rules().stream().sorted(Comparator.comparing(Rule::id)).toList();
        List<CompiledRule> rules = new ArrayList<>(sorted.size());
        for (Rule rule : sorted) {
            rules.add(compile(rule, rules.size(), policy, patterns, timetables));
        }
        this.paths = patterns.build();
        this.rulesOfClass = new ArrayList<>(classes.count());
        for (int number = 0; number < classes.count(); number++) {
            rulesOfClass.add(new ArrayList<>(1));
        }
        Map<String, List<CompiledRule>> naming = new HashMap<>();
        for (CompiledRule rule : rules) {
            rulesOfClass.get(rule.session()).add(rule);
            Set<String> commands = rule.terms().commands();
            for (String verb : commands == null ? Set.<String>of() : commands) {
                naming.computeIfAbsent(verb, each -> new ArrayList<>(1)).add(rule);
            }
        }
        this.byCommand = new HashMap<>();
        naming.forEach((verb, list) -> byCommand.put(verb, list.toArray(new CompiledRule[0])));
        for (int number = 0; number < classes.count(); number++) {
            if (rulesOfClass.get(number).size() > MANY) {
                shared.put(number, new RuleTable(rulesOfClass.get(number)));
            }
        }
        this.refusing = new @Nullable Decision[rules.size()];
        this.allowing =
                rules.stream().map(rule -> Decision.allow(List.of(rule.id()))).toArray(Decision[]::new);
    }

    private CompiledRule compile(
            Rule rule,
            int index,
            CheckedPolicy policy,
            PathIndex.Builder patterns,
            Map<List<Window>, Timetable> timetables) {
        Box box = rule.box();
        boolean allows = rule.effect() instanceof Rule.Allow;
        return new CompiledRule(
                index,
                rule.id(),
                allows,
                rule.observed() || (policy.observed() && !allows),
                classes.add(box),
                box.operations(),
                box.paths().isEmpty(),
                Terms.patterns(box, patterns),
                Terms.of(box, clock, timetables),
                rule.unless().stream()
                        .map(each -> exception(each, patterns, timetables))
                        .toArray(CompiledRule.Exemption[]::new),
                rule.effect() instanceof Rule.Require require ? new Needs(require, policy.accounts()) : null,
                rule.reply().orElse(null));
    }

    private CompiledRule.Exemption exception(
            Box box, PathIndex.Builder patterns, Map<List<Window>, Timetable> timetables) {
        return new CompiledRule.Exemption(
                classes.add(box),
                box.opGiven() ? box.operations() : null,
                box.paths().isEmpty(),
                Terms.patterns(box, patterns),
                Terms.of(box, clock, timetables));
    }

    int[] classesOf(Session session) {
        return classes.holding(session);
    }

    /** The rules of these classes: big classes as they are, the small ones together in one table. */
    RuleTable[] tables(int[] holding) {
        ClassSet key = new ClassSet(Arrays.stream(holding).boxed().toList());
        RuleTable[] known = kept.get(key);
        if (known == null) {
            known = build(holding);
            if (kept.size() >= MOST_KEPT) {
                kept.clear();
            }
            kept.put(key, known);
        }
        return known;
    }

    private RuleTable[] build(int[] holding) {
        List<Integer> big = Arrays.stream(holding)
                .boxed()
                .filter(shared::containsKey)
                .sorted(Comparator.comparing(
                        (Integer each) -> -rulesOfClass.get(each).size()))
                .limit(MOST_SHARED)
                .toList();
        List<RuleTable> tables = new ArrayList<>();
        big.forEach(each -> tables.add(java.util.Objects.requireNonNull(shared.get(each))));
        List<CompiledRule> small = new ArrayList<>();
        for (int number : holding) {
            if (!big.contains(number)) {
                small.addAll(rulesOfClass.get(number));
            }
        }
        if (!small.isEmpty()) {
            tables.add(new RuleTable(small));
        }
        return tables.toArray(new RuleTable[0]);
    }

    /** The rules that name this verb in {@code command}. */
    CompiledRule[] naming(String verb) {
        return byCommand.getOrDefault(verb, NOBODY);
    }

    private static final CompiledRule[] NOBODY = {};

    PathIndex paths() {
        return paths;
    }

    /** Kept for the next time: most rules refuse with the same reply always. */
    Decision refusedBy(CompiledRule rule, SymbolicReply reply) {
        Decision known = refusing[rule.index()];
        if (known == null || known.refusal().get() != reply) {
            known = Decision.refuse(reply, List.of(rule.id()));
            refusing[rule.index()] = known;
        }
        return known;
    }

    Decision allowedBy(int rule) {
        return allowing[rule];
    }
}
