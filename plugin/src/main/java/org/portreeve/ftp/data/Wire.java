package org.portreeve.ftp.data;

import java.io.IOException;
import java.net.SocketException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The TCP connection under a transfer. It blocks; a {@link Watch} closes it if the peer stands still. What the network does
 * wrong is a {@link SocketException}, so that FtpServer can tell it from what the disk does wrong.
 */
final class Wire implements DataChannel {

    private static final Logger LOG = LoggerFactory.getLogger(Wire.class);

    /**
     * How long a peer may pause in its last words, which are listened to so that unread bytes do not turn the end into a
     * reset. In all they may take as long as a peer may stand still otherwise.
     */
    private static final long LINGER_NANOS = Duration.ofSeconds(2).toNanos();

    /** How much of that is read at most, and how much in one go. */
    private static final long MOST_LAST_WORDS = 256L * 1024 * 1024;

    private static final int READS_AT_ONCE = 64;
    private static final int FIRST_LOOK = 1024;

    private static final long SLOW_NANOS = Duration.ofSeconds(1).toNanos();
    static final long LARGEST_PIECE = 8L * 1024 * 1024;
    private static final long SMALLEST_PIECE = 64L * 1024;

    private final SocketChannel channel;
    private final Watch watch;
    private final long patienceNanos;

    private volatile long waitingSince;
    private volatile long deadline;
    private volatile boolean late;
    private volatile boolean sendsFiles;
    private volatile boolean shut;
    private volatile boolean lingers;
    private long leavesAt;
    private long leavesAtLast;
    private long lastWords;
    private long piece = 4 * SMALLEST_PIECE;

    Wire(SocketChannel channel, Watch watch, Duration patience) throws IOException {
        this.channel = channel;
        this.watch = watch;
        this.patienceNanos = patience.toNanos();
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        watch.over(this);
    }

    /** From now on everything together has to be done in as long as a peer may stand still. */
    void hurry() {
        deadline = now() + patienceNanos;
    }

    void takeTime() {
        deadline = 0;
    }

    private static long now() {
        return System.nanoTime() | 1; // 0 means none
    }

    private interface Work {
        long run() throws IOException;
    }

    private long waiting(Work work) throws IOException {
        waitingSince = now();
        try {
            return work.run();
        } catch (ClosedChannelException e) {
            throw broken(late ? "the peer stood still for too long" : "closed", e);
        } catch (SocketException e) {
            throw e;
        } catch (IOException e) { // JDK 17 has no class of its own for a broken pipe
            throw broken(String.valueOf(e.getMessage()), e);
        } finally {
            waitingSince = 0;
        }
    }

    private static SocketException broken(String why, IOException cause) {
        SocketException broken = new SocketException(why);
        broken.initCause(cause);
        return broken;
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        return (int) waiting(() -> channel.read(into));
    }

    @Override
    public void write(ByteBuffer bytes) throws IOException {
        waiting(() -> {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
                waitingSince = now();
            }
            return 0;
        });
    }

    /**
     * Sends a piece of a file without looking at it. The peer has to take each piece within its patience, so pieces are
     * small where the network is slow.
     *
     * @param most how many bytes at most
     * @return how many bytes; 0 at the end of the file
     */
    long send(FileChannel file, long from, long most) throws IOException {
        long began = System.nanoTime();
        sendsFiles = true;
        if (shut) { // either this is seen, or whoever shuts it sees that files are sent
            throw new SocketException("closed");
        }
        long sent = waiting(() -> file.transferTo(from, Math.min(piece, most), channel));
        long took = System.nanoTime() - began;
        piece = took < SLOW_NANOS / 8
                ? Math.min(2 * piece, LARGEST_PIECE)
                : took > SLOW_NANOS ? SMALLEST_PIECE : Math.max(piece / 2, SMALLEST_PIECE);
        return sent;
    }

    @Override
    public void flush() {
        // nothing waits here
    }

    @Override
    public void finishOutput() throws IOException {
        waiting(() -> {
            channel.shutdownOutput();
            return 0;
        });
    }

    /** All is said, but the peer may still answer. */
    void expectLastWords() {
        lingers = true;
    }

    @Override
    public void turnAway() throws IOException {
        expectLastWords();
        finishOutput();
    }

    /** A FIN is easily forged. */
    @Override
    public boolean isEndProven() {
        return false;
    }

    // ---- from other threads

    /** Closes it if its peer has kept us waiting for too long. */
    void closeIfLate(long now) {
        long since = waitingSince;
        long end = deadline;
        if ((since != 0 && now - since > patienceNanos) || (end != 0 && now - end > 0)) {
            late = true;
            shut(true);
        }
    }

    /**
     * Whether the peer has closed its side too, or had time enough to do so; then the connection is closed. Never waits, and
     * does not read on for as long as a peer sends.
     *
     * @param rest room for what is read and thrown away
     */
    boolean hasLeft(long now, ByteBuffer rest) {
        if (now - leavesAt < 0 && now - leavesAtLast < 0 && lastWords < MOST_LAST_WORDS && isOpen(now, rest)) {
            return false;
        }
        shut();
        return true;
    }

    private boolean isOpen(long now, ByteBuffer rest) {
        try {
            int n = 1;
            for (int i = 0; i < READS_AT_ONCE && n > 0; i++) {
                n = channel.read(rest.clear());
                if (n > 0) {
                    lastWords += n;
                    leavesAt = now + LINGER_NANOS;
                }
            }
            return n >= 0;
        } catch (IOException | RuntimeException e) {
            LOG.debug("the last words on a data connection", e);
            return false;
        }
    }

    /** Ends the connection for good. Never waits. */
    void close() {
        watch.forget(this);
        if (lingers && channel.isOpen() && waitingSince == 0) {
            leave();
        } else {
            shut();
        }
    }

    /** What the peer still says is read, so that it does not come back to it as a reset. */
    private void leave() {
        leavesAt = System.nanoTime() + LINGER_NANOS;
        leavesAtLast = System.nanoTime() + patienceNanos;
        try {
            channel.configureBlocking(false);
            if (!hasLeft(System.nanoTime(), ByteBuffer.allocate(FIRST_LOOK))) {
                watch.seeOff(this);
            }
        } catch (IOException | RuntimeException e) {
            LOG.debug("closing a data connection", e);
            shut();
        }
    }

    /** Closes it, whatever it is doing. */
    void shut() {
        shut(false);
    }

    private void shut(boolean reset) {
        shut = true;
        try {
            if (reset) { // who reads on shall not take what has come for all
                channel.setOption(StandardSocketOptions.SO_LINGER, 0);
            }
            if (sendsFiles) { // closing alone does not wake it
                channel.shutdownOutput();
            }
        } catch (IOException e) {
            LOG.debug("breaking off a data connection", e);
        }
        try {
            channel.close();
        } catch (IOException e) {
            LOG.debug("closing a data connection", e);
        }
    }
}
