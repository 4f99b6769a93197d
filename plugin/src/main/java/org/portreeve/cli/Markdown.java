package org.portreeve.cli;

import java.util.List;

/** A page in Markdown as most hosts of code read it. */
final class Markdown implements Markup {
    private final StringBuilder page = new StringBuilder();

    @Override
    public void title(String text) {
        page.append("# ").append(text(text)).append("\n\n");
    }

    @Override
    public void section(String text) {
        page.append("## ").append(text(text)).append("\n\n");
    }

    @Override
    public void entry(String anchor, String text) {
        page.append("<a id=\"")
                .append(anchor)
                .append("\"></a>\n\n### ")
                .append(text(text))
                .append("\n\n");
    }

    @Override
    public void paragraph(String text) {
        page.append(text(text)).append("\n\n");
    }

    @Override
    public void item(String label, String text) {
        page.append("- **").append(label).append(":** ").append(text(text)).append('\n');
    }

    @Override
    public void row(List<String> cells, boolean isHeader) {
        cells.forEach(cell -> page.append("| ").append(text(cell)).append(' '));
        page.append("|\n").append(isHeader ? "|---".repeat(cells.size()) + "|\n" : "");
    }

    @Override
    public void end() {
        page.append('\n');
    }

    @Override
    public String page() {
        return page.toString().stripTrailing() + "\n";
    }

    private static String text(String text) {
        return text.replace("|", "\\|").replace("<", "&lt;").replaceAll("\\[\\[([^]]*)\\]\\]", "[$1](#$1)");
    }
}
