package org.portreeve.ftp.file;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import org.apache.ftpserver.ftplet.FileSystemView;
import org.apache.ftpserver.ftplet.FtpException;
import org.apache.ftpserver.ftplet.FtpFile;

/** A hidden file beside the target on a file system of which we know no more than FtpServer's own interface. */
final class ViewStage implements Stage {

    private static final int BLOCK = 64 * 1024;

    private final FileSystemView view;
    private final FtpFile target;
    private final FtpFile hidden;
    private final OutputStream out;
    private final StageJournal journal;
    private final UploadsUnderWay.Virtual name;

    /** @param user whose view it is */
    ViewStage(String user, FileSystemView view, FtpFile target, long offset, StageJournal journal) throws IOException {
        this.view = view;
        this.journal = journal;
        this.target = target;
        this.hidden = sibling();
        this.name = new UploadsUnderWay.Virtual(user, hidden.getAbsolutePath());
        UploadsUnderWay.beginHidden(name);
        try {
            this.out = hidden.createOutputStream(0);
        } catch (IOException | RuntimeException e) {
            UploadsUnderWay.endHidden(name);
            throw e;
        }
        try {
            if (offset > 0) {
                copyBeginning(offset);
            }
        } catch (IOException | RuntimeException e) {
            discard();
            throw e;
        }
    }

    private FtpFile sibling() throws IOException {
        String path = target.getAbsolutePath();
        try {
            return view.getFile(path.substring(0, path.lastIndexOf('/') + 1) + journal.freshName());
        } catch (FtpException e) {
            throw new IOException("no place for an upload beside its target", e);
        }
    }

    private void copyBeginning(long offset) throws IOException {
        byte[] block = new byte[BLOCK];
        long left = offset;
        if (target.doesExist()) {
            try (InputStream in = target.createInputStream(0)) {
                int n;
                while (left > 0 && (n = in.read(block, 0, (int) Math.min(left, BLOCK))) > 0) {
                    out.write(block, 0, n);
                    left -= n;
                }
            }
        }
        java.util.Arrays.fill(block, (byte) 0);
        while (left > 0) {
            int n = (int) Math.min(left, BLOCK);
            out.write(block, 0, n);
            left -= n;
        }
    }

    @Override
    public void write(ByteBuffer bytes) throws IOException {
        if (bytes.hasArray()) {
            out.write(bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining());
            bytes.position(bytes.limit());
        } else {
            byte[] copy = new byte[bytes.remaining()];
            bytes.get(copy);
            out.write(copy);
        }
    }

    @Override
    public long oldSize() {
        return target.doesExist() ? target.getSize() : -1;
    }

    /** Such a file system need not be able to replace a file, so the old one steps aside first and comes back if need be. */
    @Override
    public void publish(boolean mayReplace) throws IOException {
        out.close();
        try {
            Placing.place(mayReplace, target::doesExist, this::move);
            UploadsUnderWay.endHidden(name);
        } catch (BusyException e) {
            hidden.delete();
            throw e;
        }
    }

    private void move() throws IOException {
        if (!target.doesExist()) {
            if (!hidden.move(target)) {
                hidden.delete();
                throw new IOException("the upload cannot be moved to its place");
            }
            return;
        }
        if (!target.isFile()) { // made while the upload was under way
            hidden.delete();
            throw new IOException("there is something else by that name now");
        }
        FtpFile aside = sibling();
        if (!target.move(aside)) {
            hidden.delete();
            throw new IOException("the old file cannot be moved aside");
        }
        if (!hidden.move(target)) {
            aside.move(target);
            hidden.delete();
            throw new IOException("the upload cannot be moved to its place");
        }
        aside.delete();
    }

    @Override
    public void discard() throws IOException {
        try {
            out.close(); // some file systems make the file only now
        } finally {
            hidden.delete();
            UploadsUnderWay.endHidden(name);
        }
    }
}
