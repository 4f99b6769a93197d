package org.portreeve.quota.jdbc;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
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

    private RandomAccessFile current;
    private RandomAccessFile other;

    /** What was committed to one book. */
    record Entry(long number, BookId book, long slot, long change) {}

    private FlowJournal(RandomAccessFile current, RandomAccessFile other) {
        this.current = current;
        this.other = other;
    }

    /** Begins with nothing: what was there is gone. */
    static FlowJournal begin(Path path) throws IOException {
        return new FlowJournal(empty(path), empty(second(path)));
    }

    /** No channel: that would be closed for all if one thread is interrupted while it writes. */
    private static RandomAccessFile empty(Path path) throws IOException {
        OwnerOnly.file(path);
        RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw");
        file.setLength(0);
        return file;
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
        write(ByteBuffer.allocate(body.length + Integer.BYTES + Long.BYTES)
                .putInt(body.length)
                .put(body)
                .putLong(sum(body))
                .array());
    }

    private synchronized void write(byte[] record) throws IOException {
        current.write(record);
    }

    /**
     * Goes on in the other file if there is much in this one. All entries so far are about to be written to the database;
     * once they are there, {@link #written} follows.
     */
    synchronized void turn() throws IOException {
        if (current.length() >= WORTH_TURNING && other.length() == 0) {
            RandomAccessFile full = current;
            current = other;
            other = full;
        }
    }

    /** All entries from before the last {@link #turn} are in the database. */
    synchronized void written() throws IOException {
        if (other.length() > 0) {
            empty(other);
        }
    }

    /** All entries are in the database. */
    synchronized void clear() throws IOException {
        written();
        empty(current);
    }

    private static void empty(RandomAccessFile file) throws IOException {
        file.setLength(0);
        file.seek(0);
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
