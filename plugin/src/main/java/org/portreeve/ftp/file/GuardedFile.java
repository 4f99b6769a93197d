package org.portreeve.ftp.file;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.ftpserver.ftplet.FtpFile;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A file of the server's file system whose changes are metered and whole. */
final class GuardedFile implements FtpFile {

    private static final Logger LOG = LoggerFactory.getLogger(GuardedFile.class);

    private final FtpFile file;
    private final GuardedView view;

    GuardedFile(FtpFile file, GuardedView view) {
        this.file = file;
        this.view = view;
    }

    // ---- what changes something

    @Override
    public OutputStream createOutputStream(long asked) throws IOException {
        if (!isWritable()) {
            throw new IOException("no write permission: " + getName());
        }
        boolean existed = file.doesExist();
        if (existed && view.isUnique()) { // since its name was found, another server or program has taken it
            view.note(StorageLimits.BUSY);
            throw new BusyException(Placing.TAKEN);
        }
        try {
            view.judgeAgain(file, existed);
        } catch (RefusedException e) {
            view.note(e.refusal());
            throw e;
        }
        long oldSize = existed ? file.getSize() : -1;
        // FtpServer asked for the size before its 150; since then another APPE may have ended.
        boolean appends = view.isAppending();
        long offset = appends ? Math.max(oldSize, 0) : asked;
        Meter meter = meter(oldSize, offset);
        try {
            meter.moveFile();
            if (!existed) {
                if (appends) {
                    view.reserveNew(file);
                }
                meter.newFile();
            }
            meter.growTo(offset);
            boolean destroysNothing = !existed || offset == oldSize;
            boolean keepsPartial = destroysNothing && view.staging().keepsPartial();
            return new Upload(
                    stage(offset, oldSize, appends),
                    meter,
                    offset,
                    keepsPartial,
                    replacing(existed),
                    () -> view.stored(getAbsolutePath()),
                    (refusal, setback) -> view.refused(getAbsolutePath(), refusal, setback));
        } catch (IOException | RuntimeException e) {
            meter.release();
            if (e instanceof IOException fault) {
                StorageLimits.refusal(fault).ifPresent(view::note);
            }
            throw e;
        }
    }

    private Meter meter(long oldSize, long offset) throws IOException {
        try {
            return view.books().upload(getAbsolutePath(), oldSize, offset, view::wouldRefuse);
        } catch (IOException e) {
            StorageLimits.refusal(e).ifPresent(view::note);
            throw e;
        }
    }

    private Upload.Replacing replacing(boolean existed) {
        if (existed) {
            return Upload.Replacing.ALWAYS;
        }
        return view.mayReplace(file) ? Upload.Replacing.IF_WHOLE : Upload.Replacing.NEVER;
    }

    private Stage stage(long offset, long oldSize, boolean appends) throws IOException {
        if (!(file.getPhysicalFile() instanceof File physical)) {
            return new ViewStage(
                    view.user(), view.unguarded(), file, offset, view.staging().journal());
        }
        Path path = physical.toPath();
        if (Files.exists(path) && !Files.isRegularFile(path)) {
            throw new IOException("not a plain file: " + getName());
        }
        boolean inPlace = offset == oldSize && (appends || offset > 0);
        if (!inPlace) {
            return new NativeStage(path, offset, view.staging());
        }
        return oldSize <= view.staging().continuedInCopy()
                ? new CopiedAppendStage(path, oldSize, view.staging())
                : new AppendStage(path, oldSize, view.staging());
    }

    @Override
    public boolean delete() {
        if (isBusy(file)) {
            return false;
        }
        return tried(() -> view.books().delete(file));
    }

    private interface Change {
        boolean run() throws IOException;
    }

    private boolean tried(Change change) {
        try {
            return change.run();
        } catch (IOException e) {
            StorageLimits.refusal(e).ifPresent(view::note);
            LOG.debug("not done: {}", getName(), e);
            return false;
        }
    }

    private boolean isBusy(FtpFile other) {
        boolean busy = UploadsUnderWay.touches(view.user(), other);
        if (busy) {
            view.note(StorageLimits.BUSY);
        }
        return busy;
    }

    @Override
    public boolean move(FtpFile destination) {
        FtpFile to = unwrap(destination);
        if (isBusy(file) || isBusy(to)) {
            return false;
        }
        return tried(() -> view.books().move(file, to));
    }

    private static FtpFile unwrap(FtpFile other) {
        return other instanceof GuardedFile guarded ? guarded.file : other;
    }

    @Override
    public boolean mkdir() {
        return file.mkdir();
    }

    @Override
    public boolean setLastModified(long time) {
        return file.setLastModified(time);
    }

    // ---- what only looks

    @Override
    public @Nullable List<? extends FtpFile> listFiles() {
        List<? extends FtpFile> children = file.listFiles();
        return children == null
                ? null
                : children.stream()
                        .filter(child -> !HiddenNames.matches(child.getName()))
                        .map(child -> new GuardedFile(child, view))
                        .toList();
    }

    @Override
    public InputStream createInputStream(long offset) throws IOException {
        InputStream in = NativeDownload.open(file, offset);
        view.beginsDownload(file);
        return in;
    }

    @Override
    public String getAbsolutePath() {
        return file.getAbsolutePath();
    }

    @Override
    public String getName() {
        return file.getName();
    }

    @Override
    public boolean isHidden() {
        return file.isHidden();
    }

    @Override
    public boolean isDirectory() {
        return file.isDirectory();
    }

    @Override
    public boolean isFile() {
        return file.isFile();
    }

    @Override
    public boolean doesExist() {
        return file.doesExist() || view.isTakenByAnother(file);
    }

    @Override
    public boolean isReadable() {
        return file.isReadable();
    }

    @Override
    public boolean isWritable() {
        return file.isWritable();
    }

    @Override
    public boolean isRemovable() {
        return file.isRemovable();
    }

    @Override
    public String getOwnerName() {
        return file.getOwnerName();
    }

    @Override
    public String getGroupName() {
        return file.getGroupName();
    }

    @Override
    public int getLinkCount() {
        return file.getLinkCount();
    }

    @Override
    public long getLastModified() {
        return file.getLastModified();
    }

    @Override
    public long getSize() {
        return file.getSize();
    }

    @Override
    public Object getPhysicalFile() {
        return file.getPhysicalFile();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof GuardedFile guarded && file.equals(guarded.file);
    }

    @Override
    public int hashCode() {
        return file.hashCode();
    }
}
