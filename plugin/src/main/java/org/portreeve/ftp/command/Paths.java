package org.portreeve.ftp.command;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.ftpserver.command.impl.listing.ListArgumentParser;
import org.apache.ftpserver.ftplet.FileSystemView;
import org.apache.ftpserver.ftplet.FtpException;
import org.apache.ftpserver.ftplet.FtpFile;
import org.jspecify.annotations.Nullable;
import org.portreeve.ftp.session.CommandLine;

/** The files that a command is about, found the way FtpServer's own command will find them. */
final class Paths {

    private static final String STOU_NAME = "ftp.dat";

    private Paths() {}

    /**
     * The files named by a command; empty if it names none.
     *
     * @throws FtpException if the file system does not know what is meant
     * @throws IllegalArgumentException if a listing's pattern makes no sense
     */
    static List<FtpFile> of(CommandLine command, FileSystemView view) throws FtpException {
        List<FtpFile> files = new ArrayList<>();
        for (String name : names(command, view)) {
            FtpFile file = view.getFile(name);
            if (file == null) {
                throw new FtpException("no such name");
            }
            files.add(file);
        }
        return files;
    }

    private static List<String> names(CommandLine command, FileSystemView view) throws FtpException {
        String argument = command.argument();
        return switch (command.verb()) {
            case "LIST", "NLST", "STAT", "MLSD", "MLST" ->
                List.of(ListArgumentParser.parse(argument).getFile());
            case "AVBL" -> List.of(argument == null ? "./" : argument);
            case "STOU" -> List.of(uniqueName(argument, view));
            case "MFMT", "MFCT", "MFF" -> secondWord(argument);
            case "MD5" -> argument == null ? List.of() : List.of(argument.trim());
            case "MMD5" ->
                argument == null
                        ? List.of()
                        : Stream.of(argument.split(",")).map(String::trim).toList();
            case "SITE", "USER", "PASS" -> List.of();
            default -> argument == null ? List.of() : List.of(argument);
        };
    }

    private static String uniqueName(@Nullable String argument, FileSystemView view) throws FtpException {
        if (argument == null) {
            return STOU_NAME;
        }
        FtpFile named = view.getFile(argument);
        return named != null && named.isDirectory() ? argument + "/" + STOU_NAME : argument;
    }

    private static List<String> secondWord(@Nullable String argument) {
        if (argument == null) {
            return List.of();
        }
        int blank = argument.indexOf(' ');
        return blank < 0 ? List.of() : List.of(argument.substring(blank + 1).trim());
    }
}
