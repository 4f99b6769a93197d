package org.portreeve.cli;

import java.util.List;

/** A page in HTML that needs nothing beside it. */
final class Html implements Markup {
    private static final String HEAD = """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>%1$s</title>
            <style>
            body { max-width: 60em; margin: 2em auto; padding: 0 1em; font-family: sans-serif; line-height: 1.4 }
            table { border-collapse: collapse }
            th, td { border: 1px solid #999; padding: 0.2em 0.5em; text-align: left; vertical-align: top }
            :target { background: #ff9 }
            </style>
            </head>
            <body>
            <h1>%1$s</h1>
            """;

    private final StringBuilder page = new StringBuilder();
    private String open = "";

    @Override
    public void title(String text) {
        page.append(HEAD.formatted(text(text)));
    }

    @Override
    public void section(String text) {
        page.append("<h2>").append(text(text)).append("</h2>\n");
    }

    @Override
    public void entry(String anchor, String text) {
        page.append("<h3 id=\"").append(anchor).append("\">").append(text(text)).append("</h3>\n");
    }

    @Override
    public void paragraph(String text) {
        page.append("<p>").append(text(text)).append("</p>\n");
    }

    @Override
    public void item(String label, String text) {
        begin("ul");
        page.append("<li><b>")
                .append(text(label))
                .append(":</b> ")
                .append(text(text))
                .append("</li>\n");
    }

    @Override
    public void row(List<String> cells, boolean isHeader) {
        begin("table");
        String tag = isHeader ? "th" : "td";
        page.append("<tr>");
        cells.forEach(cell -> page.append('<')
                .append(tag)
                .append('>')
                .append(text(cell))
                .append("</")
                .append(tag)
                .append('>'));
        page.append("</tr>\n");
    }

    @Override
    public void end() {
        if (!open.isEmpty()) {
            page.append("</").append(open).append(">\n");
            open = "";
        }
    }

    @Override
    public String page() {
        return page + "</body>\n</html>\n";
    }

    private void begin(String tag) {
        if (open.isEmpty()) {
            page.append('<').append(tag).append(">\n");
            open = tag;
        }
    }

    private static String text(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replaceAll("`([^`]*)`", "<code>$1</code>")
                .replaceAll("\\[\\[([^]]*)\\]\\]", "<a href=\"#$1\">$1</a>");
    }
}
