package org.portreeve.ftp.data;

/** What the data connections of one server share: settings, buffers, and a watch over those that stand still. */
public final class Quay implements AutoCloseable {

    private final DataSettings settings;
    private final Watch watch = new Watch();
    private final Buffers buffers = new Buffers();

    public Quay(DataSettings settings) {
        this.settings = settings;
    }

    DataSettings settings() {
        return settings;
    }

    Watch watch() {
        return watch;
    }

    Buffers buffers() {
        return buffers;
    }

    /** Watches no longer. */
    @Override
    public void close() {
        watch.close();
    }
}
