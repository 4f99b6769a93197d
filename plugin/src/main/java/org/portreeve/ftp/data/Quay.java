package org.portreeve.ftp.data;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.ftpserver.impl.PassivePorts;

/** What the data connections of one server share: settings, buffers, and a watch over those that stand still. */
public final class Quay implements AutoCloseable {

    private final DataSettings settings;
    private final Watch watch = new Watch();
    private final Buffers blocks = Buffers.direct();
    private final Map<String, PassivePorts> ports = new ConcurrentHashMap<>();
    private final Buffers records = Buffers.onHeap();

    public Quay(DataSettings settings) {
        this.settings = settings;
    }

    /**
     * The ports of a range that no session of this server has. Whether another program has one, shows when it is bound.
     *
     * @param range as {@code DataConnectionConfiguration.getPassivePorts} has it
     */
    PassivePorts ports(String range) {
        return ports.computeIfAbsent(range, each -> new PassivePorts(each, false));
    }

    DataSettings settings() {
        return settings;
    }

    Watch watch() {
        return watch;
    }

    /** Buffers for what is in files. */
    Buffers blocks() {
        return blocks;
    }

    /** Buffers for what TLS makes of it. */
    Buffers records() {
        return records;
    }

    /** Watches no longer. */
    @Override
    public void close() {
        watch.close();
    }
}
