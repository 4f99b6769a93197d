package org.portreeve.quota.jdbc;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.zip.CRC32;
import org.portreeve.quota.BookId;

/**
 * What was moved, on its way to the database: nothing on disk could tell it again. An entry survives the process as soon as
 * {@link #append} returns, a power failure only in the database. Entries have rising numbers, so that none is applied twice.
 */
final class FlowJournal implements AutoCloseable {

    private static final long WORTH_TURNING = 64 << 10;

    private static final int LARGEST = 64 << 10;

    private FileChannel current;
    private FileChannel other;

    /** What was committed to one book. */
    record Entry(long number, BookId book, long slot, long change) {}

    private FlowJournal(FileChannel current, FileChannel other) {
        this.current = current;
        this.other = other;
    }

    /** Begins with nothing: what was there is gone. */
    static FlowJournal begin(Path path) throws IOException {
        return new FlowJournal(empty(path), empty(second(path)));
    }

    private static FileChannel empty(Path path) throws IOException {
        OwnerOnly.file(path);
        return FileChannel.open(
                path, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING);
    }

    private static Path second(Path path) {
        return path.resolveSibling(path.getFileName() + "2");
    }

    /** What a process left behind, in order. What it had no time to finish writing was not told to any client. */
    static List<Entry> read(Path path) throws IOException {
        List<Entry> entries = new ArrayList<>();
        readOne(path, entries);
        readOne(second(path), entries);
        entries.sort(Comparator.comparingLong(Entry::number));
        return entries;
    }

    private static void readOne(Path path, List<Entry> entries) throws IOException {
        if (!Files.exists(path)) {
            return;
        }
        byte[] all = Files.readAllBytes(path);
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(all))) {
            while (in.available() > 0) {
                int length = in.readInt();
                if (length <= 0 || length > LARGEST) {
                    return;
                }
                byte[] body = new byte[length];
                in.readFully(body);
                if (in.readLong() != sum(body)) {
                    return;
                }
                entries.add(entry(body));
            }
        } catch (EOFException e) {
            // the process ended here
        }
    }

    private static Entry entry(byte[] body) throws IOException {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(body))) {
            long number = in.readLong();
            long slot = in.readLong();
            long change = in.readLong();
            return new Entry(number, new BookId(in.readUTF(), in.readUTF(), in.readUTF()), slot, change);
        }
    }

    void append(Entry entry) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream body = new DataOutputStream(bytes)) {
            body.writeLong(entry.number());
            body.writeLong(entry.slot());
            body.writeLong(entry.change());
            body.writeUTF(entry.book().limit());
            body.writeUTF(entry.book().scope());
            body.writeUTF(entry.book().owner());
        }
        byte[] body = bytes.toByteArray();
        ByteBuffer record = ByteBuffer.allocate(body.length + Integer.BYTES + Long.BYTES)
                .putInt(body.length)
                .put(body)
                .putLong(sum(body))
                .flip();
        write(record);
    }

    private synchronized void write(ByteBuffer record) throws IOException {
        while (record.hasRemaining()) {
            current.write(record);
        }
    }

    /**
     * Goes on in the other file if there is much in this one. All entries so far are about to be written to the database;
     * once they are there, {@link #written} follows.
     */
    synchronized void turn() throws IOException {
        if (current.size() >= WORTH_TURNING && other.size() == 0) {
            FileChannel full = current;
            current = other;
            other = full;
        }
    }

    /** All entries from before the last {@link #turn} are in the database. */
    synchronized void written() throws IOException {
        if (other.size() > 0) {
            other.truncate(0).position(0);
        }
    }

    /** All entries are in the database. */
    synchronized void clear() throws IOException {
        written();
        current.truncate(0).position(0);
    }

    private static long sum(byte[] body) {
        CRC32 crc = new CRC32();
        crc.update(body);
        return crc.getValue();
    }

    @Override
    public synchronized void close() throws IOException {
        try {
            current.close();
        } finally {
            other.close();
        }
    }
}
