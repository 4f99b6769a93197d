package org.portreeve.policy;

import java.math.BigInteger;

/** What uploads earn. */
final class Credit {
    private static final BigInteger THOUSAND = BigInteger.valueOf(1_000);
    private static final BigInteger MOST = BigInteger.valueOf(Long.MAX_VALUE);

    private Credit() {}

    static long maxAfter(Limit limit, long uploaded) {
        return BigInteger.valueOf(uploaded)
                .multiply(BigInteger.valueOf(limit.credit()))
                .divide(THOUSAND)
                .add(BigInteger.valueOf(limit.max()))
                .min(MOST)
                .longValueExact();
    }
}
