package org.portreeve.ftp.data;

/** What the data connections of one server share: settings, buffers, and a watch over those that stand still. */
public final class Quay implements AutoCloseable {

    private final DataSettings settings;
    private final Watch watch = new Watch();
    private final Buffers blocks = Buffers.direct();
    private final Buffers records = Buffers.onHeap();

    public Quay(DataSettings settings) {
        this.settings = settings;
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
