package org.portreeve.policy.check;

import static org.portreeve.policy.diagnostic.Words.quote;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.portreeve.policy.ast.Scalar;
import org.portreeve.policy.diagnostic.Code;
import org.portreeve.policy.diagnostic.Diagnostics;

/** Reads path patterns: alternatives are written out, segments are cut, what can never match is reported. */
final class PathReader {
    private static final int MOST_ALTERNATIVES = 1000;
    private static final int LONGEST = 4096;
    private static final Pattern DOLLAR = Pattern.compile("\\$(?!user(?![A-Za-z0-9_]))\\w*");

    private final PathBudget budget;
    private final Diagnostics findings;

    PathReader(PathBudget budget, Diagnostics findings) {
        this.budget = budget;
        this.findings = findings;
    }

    /** The patterns that one word stands for; none if it was reported. */
    List<PathPattern> read(Scalar word) {
        if (word.text().length() > LONGEST) {
            bad(word, "path is longer than " + LONGEST + " characters", "no file system has such paths.");
            return List.of();
        }
        List<String> alternatives = new ArrayList<>();
        if (!expand(word.text(), alternatives)) {
            findings.error(
                    Code.BAD_PATH,
                    word.span(),
                    "braces do not fit",
                    "alternatives are {a,b}: not nested, none of them empty, " + MOST_ALTERNATIVES
                            + " in all at most.");
            return List.of();
        }
        if (!budget.take(alternatives.stream().mapToInt(String::length).sum())) {
            findings.error(
                    Code.TOO_MANY,
                    word.span(),
                    "too many alternatives in all paths together",
                    "write /in/** where the parts below make no difference.");
            return List.of();
        }
        List<PathPattern> patterns = new ArrayList<>();
        for (String alternative : alternatives) {
            if (!check(word, alternative)) {
                return List.of();
            }
            patterns.add(new PathPattern(segments(alternative)));
        }
        return patterns;
    }

    private static boolean expand(String text, List<String> found) {
        int open = text.indexOf('{');
        int close = text.indexOf('}');
        if (open < 0 || close < 0) {
            return open == close && found.size() < MOST_ALTERNATIVES && found.add(text);
        }
        String inside = close < open ? "{" : text.substring(open + 1, close);
        if (inside.indexOf('{') >= 0) {
            return false;
        }
        boolean ok = true;
        for (String each : inside.split(",", -1)) {
            ok = ok && !each.isEmpty() && expand(text.substring(0, open) + each + text.substring(close + 1), found);
        }
        return ok;
    }

    private boolean check(Scalar word, String pattern) {
        List<String> segments = segments(pattern);
        boolean relative = !pattern.startsWith("/");
        if (relative || segments.contains("..") || segments.contains(".")) {
            String help = word.text().indexOf('\\') >= 0
                    ? "rules see paths as clients do: they begin with `/`, which also stands between names, and there are no"
                            + " drives. For example /in/**"
                    : relative && word.text().indexOf('/') < 0
                            ? "rules see absolute paths. Did you mean /**/" + pattern + " ?"
                            : "rules see the absolute path after CWD and `..` are resolved. Did you mean "
                                    + resolved(segments) + " ?";
            findings.error(Code.DEAD_PATH, word.span(), "path can never match", help);
            return false;
        }
        for (String segment : segments) {
            if (segment.contains("**") && !segment.equals(PathPattern.ANY_DEPTH)) {
                bad(word, "`**` stands alone between slashes", "write /**/*.exe for every .exe at any depth.");
                return false;
            }
        }
        Matcher dollar = DOLLAR.matcher(pattern);
        if (dollar.find()) {
            bad(
                    word,
                    "unknown placeholder " + quote(dollar.group()),
                    "the one placeholder is $user, the session's user."
                            + (dollar.group().equals("$group")
                                    ? " A user can be in several groups: name the directory of each group, and in a limit"
                                            + " write `per: group`."
                                    : ""));
            return false;
        }
        return true;
    }

    private void bad(Scalar word, String message, String help) {
        findings.error(Code.BAD_PATH, word.span(), message, help);
    }

    private static List<String> segments(String pattern) {
        List<String> segments = new ArrayList<>();
        for (String segment : pattern.split("/", -1)) {
            boolean repeated = segment.equals(PathPattern.ANY_DEPTH)
                    && !segments.isEmpty()
                    && segments.get(segments.size() - 1).equals(segment);
            if (!segment.isEmpty() && !repeated) {
                segments.add(segment);
            }
        }
        return segments;
    }

    private static String resolved(List<String> segments) {
        List<String> kept = new ArrayList<>();
        for (String segment : segments) {
            if (segment.equals("..")) {
                if (!kept.isEmpty()) {
                    kept.remove(kept.size() - 1);
                }
            } else if (!segment.equals(".")) {
                kept.add(segment);
            }
        }
        return "/" + String.join("/", kept);
    }
}
