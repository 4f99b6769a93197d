package org.portreeve.ftp.file;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.apache.ftpserver.ftplet.FtpFile;

/**
 * Visits the plain files of a tree, not unfinished uploads. Symbolic links in it are not followed. A file that is being
 * continued counts as it was before.
 */
final class Walk {

    private Walk() {}

    /** Hears of each file. */
    interface Visitor {
        void visit(FtpFile file, long size) throws IOException;
    }

    static void over(FtpFile start, Visitor visitor) throws IOException {
        Deque<FtpFile> todo = new ArrayDeque<>();
        todo.add(start);
        while (!todo.isEmpty()) {
            FtpFile file = todo.pop();
            if (file.isFile()) {
                visitor.visit(file, UploadsUnderWay.sizeBefore(file));
            } else if (file.isDirectory()) {
                List<? extends FtpFile> children = file.listFiles();
                if (children != null) {
                    children.stream()
                            .filter(child -> !HiddenNames.matches(child.getAbsolutePath()))
                            .filter(child -> !Links.isOne(child))
                            .forEach(todo::push);
                }
            }
        }
    }
}
