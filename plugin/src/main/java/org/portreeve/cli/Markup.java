package org.portreeve.cli;

import java.util.List;

/**
 * A page being written. In texts, {@code [[x]]} is a link to the anchor x, and backticks hold code; nothing else is
 * special.
 */
interface Markup {

    /** Begins the page. */
    void title(String text);

    void section(String text);

    /** A heading that links can lead to. */
    void entry(String anchor, String text);

    void paragraph(String text);

    void item(String label, String text);

    void row(List<String> cells, boolean isHeader);

    /** Ends the list or the table that is open. */
    void end();

    /** The whole page; its lines end with a line feed. */
    String page();
}
