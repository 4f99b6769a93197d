package org.portreeve.ftp.command;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.ftpserver.ftplet.FileSystemView;
import org.apache.ftpserver.ftplet.FtpException;
import org.apache.ftpserver.ftplet.FtpFile;
import org.jspecify.annotations.Nullable;
import org.portreeve.ftp.file.StorageLimits;
import org.portreeve.ftp.session.CommandLine;
import org.portreeve.ftp.session.DataCounsel;
import org.portreeve.ftp.session.Refusal;
import org.portreeve.ftp.session.SessionState;
import org.portreeve.limit.RetryGuard;
import org.portreeve.limit.Setback;
import org.portreeve.policy.Channel;
import org.portreeve.policy.Decision;
import org.portreeve.policy.Operation;
import org.portreeve.policy.Policy;
import org.portreeve.policy.Request;
import org.portreeve.policy.Verb;
import org.portreeve.reply.SymbolicReply;

/** Everything that a logged-in user does to files: asks the policy, then whether a limit is reached already. */
final class OperationJudge implements Judge {

    private static final Set<String> UPLOADS = Set.of("STOR", "STOU", "APPE");

    private final StorageLimits limits;

    OperationJudge(StorageLimits limits) {
        this.limits = limits;
    }

    @Override
    public Verdict judge(SessionState session, CommandLine command) {
        Policy policy = session.counsel().policy();
        FileSystemView view = session.ftp().getFileSystemView();
        boolean allowed = policy.allowsEverything();
        if (view == null || (allowed && !session.counsel().hasCandidate())) {
            return protectable(session, command, command.argumentOrNothing());
        }
        List<FtpFile> files;
        try {
            files = Paths.of(command, view);
        } catch (FtpException | RuntimeException e) {
            if (allowed) { // only the candidate would have been asked
                return Verdict.PASS;
            }
            return new Verdict.Refuse(new Refusal(
                    SymbolicReply.NOT_FOUND,
                    List.of("portreeve:unresolvable-path"),
                    e.getClass().getSimpleName()));
        }
        if (files.isEmpty()) {
            return decide(session, command, operation(command, null), null, Request.UNKNOWN_SIZE);
        }
        if (command.verb().equals("RNTO")) {
            Verdict source = judgeSource(session);
            if (!(source instanceof Verdict.Pass)) {
                return source;
            }
        }
        for (FtpFile file : files) {
            Verdict verdict = judge(session, command, view, file);
            if (!(verdict instanceof Verdict.Pass)) {
                return verdict;
            }
        }
        return Verdict.PASS;
    }

    /** What RNFR was allowed to name may be out of bounds by now. Nothing is written down twice if it is not. */
    private static Verdict judgeSource(SessionState session) {
        FtpFile source = session.ftp().getRenameFrom();
        if (source == null) {
            return Verdict.PASS;
        }
        String path = source.getAbsolutePath();
        if (session.counsel().wouldAllow(Operation.RENAME_FROM, "RNFR", path, Request.UNKNOWN_SIZE)) {
            return Verdict.PASS;
        }
        session.judgedAs(Operation.RENAME_FROM, path);
        Decision decision = session.counsel().decide(Operation.RENAME_FROM, "RNFR", path, Request.UNKNOWN_SIZE);
        return decision.refusal()
                .map(reply -> Verdict.refuse(reply, decision.rules()))
                .orElse(Verdict.PASS);
    }

    private Verdict judge(SessionState session, CommandLine command, FileSystemView view, FtpFile file) {
        Operation operation = operation(command, file);
        String path = file.getAbsolutePath();
        session.judgedAs(operation, path);
        Verdict verdict = decide(session, command, operation, path, size(session, operation, file));
        if (!(verdict instanceof Verdict.Pass) || !Verb.usesDataConnection(command.verb())) {
            return verdict;
        }
        if (operation == Operation.READ) {
            return judgeDownload(session, view, file);
        }
        if (!isUpload(operation)) {
            return verdict;
        }
        Verdict protectable = protectable(session, command, path);
        return protectable instanceof Verdict.Pass
                ? judgeUpload(session, command, view, file, operation == Operation.WRITE_APPEND)
                : protectable;
    }

    private Verdict judgeDownload(SessionState session, FileSystemView view, FtpFile file) {
        return limits.reachedByDownload(view, file, session.ftp().getFileOffset())
                .<Verdict>map(Verdict.Refuse::new)
                .orElse(Verdict.PASS);
    }

    private Verdict judgeUpload(
            SessionState session, CommandLine command, FileSystemView view, FtpFile file, boolean appends) {
        String path = file.getAbsolutePath();
        long offset = appends && file.doesExist()
                ? file.getSize()
                : command.verb().equals("STOR") ? session.ftp().getFileOffset() : 0;
        boolean overwrites = !command.verb().equals("STOU") && file.doesExist();
        long oldSize = overwrites ? file.getSize() : -1;
        Optional<RetryGuard.Memory> before = session.retries().recall(path);
        Optional<Refusal> refusal = limits.reached(view, file, oldSize, offset, session.announcedSize(), appends);
        if (before.isEmpty()) {
            return refusal.<Verdict>map(Verdict.Refuse::new).orElse(Verdict.PASS);
        }
        Setback setback = before.get().setback();
        if (refusal.isEmpty()) {
            refusal = limits.busy(file);
        }
        if (refusal.isEmpty() && isTheSame(before.get(), offset, session)) {
            refusal = limits.refusedAgain(
                    view, file, oldSize, offset, setback.sizeAgain(offset, length(session, setback)));
        }
        refusal = refusal.map(Refusal::again);
        if (refusal.isPresent()) {
            session.retries().refusedAgain(path);
        } else if (before.get().times() > 1) {
            session.retries().forget(path);
        }
        return refusal.<Verdict>map(Verdict.Refuse::new).orElse(Verdict.PASS);
    }

    /**
     * Whether an upload is what was refused in mid-transfer before. One that says its size is judged by that. Of one that
     * does not, the first attempt may have been too large and the second one smaller; who has come with the same too large
     * file twice, from the same place in it, is a program that does so for ever.
     */
    private static boolean isTheSame(RetryGuard.Memory before, long offset, SessionState session) {
        return session.announcedSize() != Request.UNKNOWN_SIZE
                || (before.times() > 1 && before.setback().offset() == offset);
    }

    /** Whether it is worth while to open a protected data connection for an upload. */
    private static Verdict protectable(SessionState session, CommandLine command, String path) {
        boolean fails = UPLOADS.contains(command.verb())
                && !session.isStock()
                && session.facts().data() == Channel.PROTECTED
                && session.retries().failsProtection(path);
        return fails
                ? new Verdict.Refuse(DataCounsel.protectionFailed(session, "it failed again and again")
                        .again())
                : Verdict.PASS;
    }

    /** How long an upload is that was refused in mid-transfer: as announced, or as much as came the last time. */
    private static long length(SessionState session, Setback before) {
        return session.announcedSize() == Request.UNKNOWN_SIZE ? before.bytes() : session.announcedSize();
    }

    private static Verdict decide(
            SessionState session, CommandLine command, Operation operation, @Nullable String path, long size) {
        Decision decision = session.counsel().decide(operation, command.verb(), path, size);
        return decision.refusal()
                .map(reply -> Verdict.refuse(reply, decision.rules()))
                .orElse(Verdict.PASS);
    }

    /** What would move: an upload as announced, a download as it lies there. */
    private static long size(SessionState session, Operation operation, FtpFile file) {
        if (isUpload(operation)) {
            return session.announcedSize();
        }
        boolean asked = operation == Operation.READ && session.counsel().asksForSizes();
        return asked && file.isFile() ? file.getSize() : Request.UNKNOWN_SIZE;
    }

    /** A verb that only this server knows counts as SITE: the operation for whatever has no other name. */
    private static Operation operation(CommandLine command, @Nullable FtpFile file) {
        boolean overwrites = command.verb().equals("STOR") && file != null && file.doesExist();
        return Verb.operation(command.verb(), command.hasArgument(), overwrites).orElse(Operation.SITE);
    }

    private static boolean isUpload(Operation operation) {
        return switch (operation) {
            case WRITE_CREATE, WRITE_OVERWRITE, WRITE_APPEND -> true;
            case CONNECT, LOGIN, LIST, LOOK, READ, DELETE, RENAME_FROM, RENAME_TO, MKDIR, RMDIR, ATTRIBUTES, SITE ->
                false;
        };
    }
}
