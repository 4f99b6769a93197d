package org.portreeve.ftp.session;

import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Method;
import java.nio.channels.WritableByteChannel;
import org.apache.mina.core.buffer.IoBuffer;
import org.apache.mina.core.filterchain.IoFilterAdapter;
import org.apache.mina.core.session.AbstractIoSession;
import org.apache.mina.core.session.IoSession;
import org.apache.mina.core.write.WriteRequest;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes a reply to the socket on the thread that has it, if nothing waits to be written before it; MINA would hand it to
 * the I/O thread and wake that up, which costs more than the command behind most replies. What the socket does not take at
 * once goes MINA's way, and so does everything until that is out.
 *
 * <p>It has to be the first filter, where there are only bytes as they go over the wire.
 */
public final class DirectWriter extends IoFilterAdapter {

    /**
     * A TLS filter that may stand behind it: what it writes leaves in the order in which it was encrypted, and no lock of
     * its own is wanted by whoever hears that it has left.
     */
    public interface Follower {}

    /** A request of a session that is being closed: what the socket does not take at once is not worth waiting for. */
    public interface LastWords {}

    /** Its name in the filter chain. */
    public static final String NAME = "portreeve-direct";

    private static final Logger LOG = LoggerFactory.getLogger(DirectWriter.class);

    /** MINA tells the channel of a session only to itself. */
    private static final @Nullable MethodHandle CHANNEL = channel();

    private static @Nullable MethodHandle channel() {
        try {
            Method method = Class.forName("org.apache.mina.transport.socket.nio.NioSession")
                    .getDeclaredMethod("getChannel");
            method.setAccessible(true);
            return MethodHandles.lookup().unreflect(method);
        } catch (ReflectiveOperationException | RuntimeException e) {
            LOG.info("replies go MINA's own way: {}", e.toString());
            return null;
        }
    }

    /** Whether this MINA lets it. */
    public static boolean isPossible() {
        return CHANNEL != null;
    }

    @Override
    public void filterWrite(NextFilter next, IoSession session, WriteRequest request) {
        SessionState state = SessionState.of(session);
        if (state == null
                || !(session instanceof AbstractIoSession books)
                || !(request.getMessage() instanceof IoBuffer bytes)) {
            next.filterWrite(session, request);
            return;
        }
        boolean last = request instanceof LastWords;
        boolean all;
        synchronized (state.writing()) {
            all = isNothingWaiting(books) && (last || !session.isClosing()) && writeAll(books, bytes);
            if (!all && !last) {
                next.filterWrite(session, request);
            }
        }
        if (all) {
            session.getFilterChain().fireMessageSent(request);
        }
    }

    /** MINA counts bytes before it queues them, and takes them off the count when the socket has them. */
    private static boolean isNothingWaiting(AbstractIoSession session) {
        return session.getScheduledWriteBytes() == 0 && !session.isWriteSuspended();
    }

    /** Whether the socket took all of it; what it did not take stays in the buffer. */
    private static boolean writeAll(AbstractIoSession session, IoBuffer bytes) {
        try {
            int length = bytes.remaining();
            if (length == 0) {
                return false;
            }
            int written = channelOf(session).write(bytes.buf());
            session.increaseScheduledWriteBytes(written);
            session.increaseWrittenBytes(written, System.currentTimeMillis());
            return written == length;
        } catch (IOException e) { // MINA meets it again, and closes the session as it does
            LOG.debug("writing to session {}", session.getId(), e);
            return false;
        }
    }

    private static WritableByteChannel channelOf(AbstractIoSession session) throws IOException {
        try {
            if (CHANNEL == null) {
                throw new IOException("no way to the channel");
            }
            return (WritableByteChannel) CHANNEL.invoke(session);
        } catch (IOException | RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IOException(e);
        }
    }
}
