package org.portreeve.ftp.file;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.apache.ftpserver.ftplet.FileSystemView;
import org.apache.ftpserver.ftplet.FtpException;
import org.apache.ftpserver.ftplet.FtpFile;
import org.jspecify.annotations.Nullable;
import org.portreeve.audit.Nearly;
import org.portreeve.ftp.session.CommandLine;
import org.portreeve.ftp.session.Refusal;
import org.portreeve.ftp.session.SessionState;
import org.portreeve.limit.Setback;
import org.portreeve.policy.Decision;
import org.portreeve.policy.Limit;
import org.portreeve.policy.Operation;
import org.portreeve.policy.Verb;

/** A user's view of the server's file system, with guarded files in it and unfinished uploads left out. */
public final class GuardedView implements FileSystemView {

    private static final Set<String> UPLOADS = Set.of("STOR", "STOU", "APPE");

    private final FileSystemView view;
    private final String user;
    private final StorageLimits limits;
    private final Staging staging;
    private volatile @Nullable UserBooks opened;
    private @Nullable Download download;
    private volatile @Nullable SessionState session;
    private @Nullable Path ownName;

    GuardedView(FileSystemView view, String user, StorageLimits limits, Staging staging) {
        this.staging = staging;
        this.view = view;
        this.user = user;
        this.limits = limits;
    }

    /** Names the session that this view belongs to, so that its refusals reach the client. */
    public void serve(SessionState owner) {
        session = owner;
    }

    /** The books as the policy has them that the running command is under. */
    UserBooks books() {
        SessionState owner = session;
        StorageLimits.Terms terms =
                limits.terms(owner == null ? null : owner.counsel().policy());
        UserBooks known = opened;
        if (known == null || !known.areOf(StorageLimits.facts(user, owner), terms)) {
            known = limits.booksOf(user, owner, view, terms, this::nearlyFull);
            opened = known;
        }
        return known;
    }

    private void nearlyFull(Book book, long used, long most, int share) {
        SessionState owner = session;
        if (owner != null) {
            owner.nearlyFull(
                    new Nearly(book.limit().id(), book.id().owner(), used, most, share),
                    book.isObserved() ? null : LimitFacts.of(book.limit(), used, most));
        }
    }

    /** A file is opened to be read; what of it is sent to the client is counted. */
    void beginsDownload(FtpFile file) {
        SessionState owner = session;
        Download begun =
                new Download(books().download(file.getAbsolutePath(), this::wouldRefuse), refusal -> note(refusal));
        if (owner != null && begun.isCounted()) {
            download = begun;
            owner.atEnd(begun::close);
        } else {
            download = null;
        }
    }

    /** What the running command reads, if it is counted. */
    public @Nullable Download takeDownload() {
        Download begun = download;
        download = null;
        return begun;
    }

    /** An upload has become a file: what was refused there before was another one. */
    void stored(String path) {
        SessionState owner = session;
        if (owner != null) {
            owner.retries().forget(path);
        }
        if (staging.durable()) {
            limits.sync();
        }
    }

    Staging staging() {
        return staging;
    }

    String user() {
        return user;
    }

    FileSystemView unguarded() {
        return view;
    }

    /** Whether a unique name that STOU is looking for was found by another STOU a moment ago; if not, it is taken now. */
    boolean isTakenByAnother(FtpFile file) {
        SessionState owner = running("STOU");
        return owner != null && file.getPhysicalFile() instanceof File physical && !reserve(physical, file, owner);
    }

    /** Whether the running command makes a file under a name that no other has. */
    boolean isUnique() {
        return running("STOU") != null;
    }

    /** Whether the running command continues a file at its end, wherever that is. */
    boolean isAppending() {
        return running("APPE") != null;
    }

    /** Takes a name for an APPE that makes the file; of two that do so at once the other would replace what the one stored. */
    void reserveNew(FtpFile file) throws BusyException {
        SessionState owner = session;
        if (owner != null && file.getPhysicalFile() instanceof File physical && !reserve(physical, file, owner)) {
            throw new BusyException("another upload makes this file");
        }
    }

    /** Takes a name at which no file is, until the command ends; false if another upload has it. */
    private boolean reserve(File physical, FtpFile file, SessionState owner) {
        Path name = physical.toPath().toAbsolutePath().normalize();
        if (name.equals(ownName)) {
            return true;
        }
        if (!UploadsUnderWay.reserveName(name)) {
            return false;
        }
        if (file.doesExist()) { // the other one has just put its file there and let go of the name
            UploadsUnderWay.releaseName(name);
            return false;
        }
        ownName = name;
        owner.atEnd(() -> {
            UploadsUnderWay.releaseName(name);
            ownName = null;
        });
        return true;
    }

    /**
     * Judges an upload again if it has come to something else than its command was judged as: STOU found another name, or
     * somebody was faster.
     *
     * @param exists whether there is such a file at this moment
     */
    void judgeAgain(FtpFile file, boolean exists) throws RefusedException {
        SessionState owner = session;
        CommandLine command = owner == null ? null : owner.current();
        if (owner == null || command == null || !UPLOADS.contains(command.verb())) {
            return;
        }
        String path = file.getAbsolutePath();
        Operation now =
                Verb.operation(command.verb(), command.hasArgument(), exists).orElseThrow();
        if (owner.wasJudgedAs(now, path)) {
            return;
        }
        owner.judgedAs(now, path);
        Decision decision = owner.counsel().decide(now, command.verb(), path, owner.announcedSize());
        if (decision.refusal().isPresent()) {
            throw new RefusedException(
                    now == Operation.WRITE_OVERWRITE
                            ? StorageLimits.BUSY
                            : new Refusal(decision.refusal().get(), decision.rules()));
        }
    }

    /** Whether an upload that makes a file may replace another one that is there when it ends. */
    boolean mayReplace(FtpFile file) {
        SessionState owner = session;
        CommandLine command = owner == null ? null : owner.current();
        if (owner == null || command == null) {
            return true;
        }
        return command.verb().equals("STOR")
                && owner.counsel()
                        .wouldAllow(Operation.WRITE_OVERWRITE, "STOR", file.getAbsolutePath(), owner.announcedSize());
    }

    private @Nullable SessionState running(String verb) {
        SessionState owner = session;
        CommandLine command = owner == null ? null : owner.current();
        return command != null && command.verb().equals(verb) ? owner : null;
    }

    /** Tells of a limit in {@code mode: observe} that is reached. */
    void wouldRefuse(Limit limit) {
        SessionState owner = session;
        if (owner != null) {
            owner.wouldRefuse(List.of(limit.id()));
        }
    }

    /** An upload was refused after its 150; the same one is not to come that far again. */
    void refused(String path, Refusal refusal, Setback setback) {
        note(refusal);
        SessionState owner = session;
        if (owner != null) {
            owner.retries().remember(path, setback);
        }
    }

    void note(Refusal refusal) {
        SessionState owner = session;
        if (owner != null) {
            owner.note(refusal);
        }
    }

    @Override
    public FtpFile getHomeDirectory() throws FtpException {
        return new GuardedFile(view.getHomeDirectory(), this);
    }

    @Override
    public FtpFile getWorkingDirectory() throws FtpException {
        return new GuardedFile(view.getWorkingDirectory(), this);
    }

    @Override
    public boolean changeWorkingDirectory(String directory) throws FtpException {
        return view.changeWorkingDirectory(directory);
    }

    @Override
    public @Nullable FtpFile getFile(String name) throws FtpException {
        FtpFile file = view.getFile(name);
        if (file == null) {
            return null;
        }
        if (HiddenNames.matches(file.getAbsolutePath())) {
            throw new FtpException("no such file");
        }
        return new GuardedFile(file, this);
    }

    @Override
    public boolean isRandomAccessible() throws FtpException {
        return view.isRandomAccessible();
    }

    @Override
    public void dispose() {
        view.dispose();
    }
}
