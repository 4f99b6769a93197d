package org.portreeve.policy.format;

import java.util.ArrayList;
import java.util.List;

/** Prints what is arranged. */
final class Printer {
    private static final int SECTIONS = 0;
    private static final int ITEMS = 1;

    private final List<Line> lines = new ArrayList<>();

    /** A line, and the comment behind it. */
    private record Line(String text, String comment) {
        int width() {
            return text.codePointCount(0, text.length());
        }

        boolean isCommented() {
            return !comment.isEmpty();
        }
    }

    private Printer() {}

    static String print(Group root) {
        Printer printer = new Printer();
        printer.group(root, SECTIONS);
        return printer.text();
    }

    private void group(Group group, int depth) {
        boolean spreadBefore = false;
        for (int i = 0; i < group.elements.size(); i++) {
            Element each = group.elements.get(i);
            boolean spreads = each.value() instanceof Group inner && inner.spread;
            boolean apart = depth == SECTIONS && (spreads || spreadBefore);
            element(each, depth, i > 0 && apart, i > 0);
            spreadBefore = spreads;
        }
        group.tail.forEach(each -> comment(each, depth));
    }

    private void element(Element element, int depth, boolean apart, boolean further) {
        int first = lines.size();
        element.before.forEach(each -> comment(each, depth));
        blankIf(element.afterBlank && depth <= ITEMS && (further || lines.size() > first));
        value(element, depth);
        if (apart && !lines.get(first).text().isEmpty()) {
            lines.add(first, new Line("", ""));
        }
    }

    private void comment(Comment comment, int depth) {
        blankIf(comment.afterBlank() && depth <= ITEMS && !isAtStart());
        lines.add(new Line(" ".repeat(2 * depth) + comment.text(), ""));
    }

    /** Whether a group has only begun: right behind its key nothing is left empty. */
    private boolean isAtStart() {
        return lines.isEmpty() || lines.get(lines.size() - 1).text().endsWith(":");
    }

    private void blankIf(boolean wanted) {
        if (wanted) {
            lines.add(new Line("", ""));
        }
    }

    private void value(Element element, int depth) {
        String start = " ".repeat(2 * depth) + (element.key == null ? "-" : element.key.typed() + ":");
        if (element.value() instanceof Word word) {
            lines.add(new Line(word.typed().isEmpty() ? start : start + " " + word.typed(), element.beside));
            return;
        }
        Group group = (Group) element.value();
        if (!group.spread) {
            lines.add(new Line(start + " " + group.inBrackets(), element.beside));
        } else if (element.key != null) {
            lines.add(new Line(start, element.beside));
            group(group, depth + 1);
        } else {
            int first = lines.size();
            group(group, depth + 1);
            Line line = lines.get(first);
            lines.set(first, new Line(start + " " + line.text().substring(start.length() + 1), line.comment()));
        }
    }

    /** Comments behind lines that follow each other begin in the same column. */
    private String text() {
        StringBuilder text = new StringBuilder();
        int column = 0;
        for (int i = 0; i < lines.size(); i++) {
            Line line = lines.get(i);
            text.append(line.text());
            if (line.isCommented()) {
                column = i > 0 && lines.get(i - 1).isCommented() ? column : columnFrom(i);
                text.append(" ".repeat(column - line.width())).append(line.comment());
            }
            text.append('\n');
        }
        return text.toString();
    }

    private int columnFrom(int first) {
        int widest = 0;
        for (int i = first; i < lines.size() && lines.get(i).isCommented(); i++) {
            widest = Math.max(widest, lines.get(i).width());
        }
        return widest + 2;
    }
}
