package org.portreeve.policy.diagnostic;

import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.portreeve.policy.source.SourceText;
import org.portreeve.policy.source.Span;

/** Which characters of a file are secret (account codes) and are never printed. */
interface Masks {
    /** A word, or needs that are no mapping. */
    Pattern MENTION = Pattern.compile("needs\\s*:\\s*(?=[^{\\s#])|(?<key>\\p{L}+)");

    int LONGEST_SEARCHED = 2_000;

    /** Which columns of a line are hidden. */
    IntPredicate of(int line);

    /** Exact where the tree is known, else everything that could belong to an account. */
    static Masks of(SourceText source, Diagnostics findings) {
        Masks spans = spans(findings.secrets());
        Masks words = words(source, findings.codes());
        Masks exact = line -> spans.of(line).or(words.of(line));
        if (!findings.doSecretsHide()) {
            return exact;
        }
        Masks coarse = afterTheWord(source);
        return line -> exact.of(line).or(coarse.of(line));
    }

    private static Masks spans(Collection<Span> secrets) {
        List<Span> spans = List.copyOf(secrets);
        return line -> {
            List<Span> here = spans.stream()
                    .filter(each -> each.line() <= line && line <= each.endLine())
                    .toList();
            return column -> here.stream().anyMatch(each -> each.contains(line, column));
        };
    }

    /** Lines too long to be searched again and again show nothing, if there are codes at all. */
    private static Masks words(SourceText source, SecretWords codes) {
        return number -> {
            String line = source.line(number);
            if (codes.isEmpty()) {
                return column -> false;
            }
            if (line.length() > LONGEST_SEARCHED) {
                return column -> true;
            }
            String text = Words.printable(line);
            BitSet hidden = codes.in(text);
            BitSet columns = new BitSet();
            hidden.stream().forEach(at -> columns.set(text.codePointCount(0, at) + 1));
            return columns::get;
        };
    }

    /** From the word account to the end of its line, and in lines below that are indented deeper or are list items. */
    private static Masks afterTheWord(SourceText source) {
        Map<Integer, Integer> from = new HashMap<>();
        int inside = -1;
        for (int number = 1; number <= source.lines().size(); number++) {
            String line = source.line(number);
            String text = line.strip();
            int indent = line.indexOf(text);
            boolean deeper = text.isEmpty()
                    || indent > inside
                    || (text.startsWith("-") && !text.contains(": "))
                    || text.startsWith("}");
            if (inside >= 0 && deeper) {
                from.put(number, 1);
                continue;
            }
            int end = endOfMention(line);
            inside = end >= 0 ? indent : -1;
            if (end >= 0) {
                from.put(number, line.codePointCount(0, end) + 1);
            }
        }
        return line -> column -> column >= from.getOrDefault(line, Integer.MAX_VALUE);
    }

    private static int endOfMention(String line) {
        Matcher word = MENTION.matcher(line);
        while (word.find()) {
            if (word.group("key") == null || AccountWords.isOne(word.group("key"))) {
                return word.end();
            }
        }
        return -1;
    }
}
