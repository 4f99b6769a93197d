package org.portreeve.policy.diagnostic;

import java.util.List;

/**
 * The findings of one run over all its files: file by file, each in its order. Account codes are printed by neither
 * renderer.
 */
public final class Report {
    private final List<Diagnostics> files;

    private Report(List<Diagnostics> files) {
        this.files = files;
    }

    /**
     * What was found.
     *
     * @param files the findings of each file, the one that includes the others first
     */
    public static Report of(List<Diagnostics> files) {
        return new Report(List.copyOf(files));
    }

    public List<Diagnostic> findings() {
        return files.stream().flatMap(each -> each.sorted().stream()).toList();
    }

    public boolean hasErrors() {
        return files.stream().anyMatch(Diagnostics::hasErrors);
    }

    /** For people: three lines each, of very many only the first. Empty if nothing was found. */
    public String text() {
        return TextRenderer.page(rendered(), dropped());
    }

    /** Each as in {@link #text}. */
    public List<String> rendered() {
        return files.stream()
                .flatMap(each -> TextRenderer.render(each).stream())
                .toList();
    }

    /** For programs: one array, one object a line; the README of the module says what is in it. */
    public String json() {
        return JsonRenderer.render(findings());
    }

    private int dropped() {
        return files.stream().mapToInt(Diagnostics::dropped).sum();
    }
}
