package org.portreeve.cli;

import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;

/** What a command reads and writes, and its clock. */
record Console(InputStream in, PrintWriter out, PrintWriter err, Clock clock) {

    void print(String line) {
        out.println(line);
        out.flush();
    }

    /** A text as it is: no line end is added, or made another. */
    void copy(String text) {
        out.print(text);
        out.flush();
    }

    void complain(String line) {
        out.flush();
        err.println(line);
        err.flush();
    }

    BufferedReader reader() {
        return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    }
}
