package org.portreeve.policy.eval;

import java.net.InetAddress;
import java.nio.ByteBuffer;

/** An address as two words. IPv4 stands in the low one, also when it came mapped into IPv6. */
record Address(boolean v4, long high, long low) {
    private static final long MAPPED = 0xffffL;

    static Address of(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (bytes.length == 4) {
            return new Address(true, 0, ByteBuffer.wrap(bytes).getInt() & 0xffff_ffffL);
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        long high = buffer.getLong();
        long low = buffer.getLong();
        boolean mapped = high == 0 && low >>> 32 == MAPPED;
        return mapped ? new Address(true, 0, low & 0xffff_ffffL) : new Address(false, high, low);
    }
}
