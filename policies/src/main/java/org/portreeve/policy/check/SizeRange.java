package org.portreeve.policy.check;

/**
 * Sizes from {@code least} to {@code most} bytes, both inclusive; or, written {@code unknown}, that nobody said a size.
 * A size that nobody said is in no other range.
 */
public record SizeRange(boolean unknown, long least, long most) {

    /** {@code size: unknown}. */
    public static final SizeRange UNKNOWN = new SizeRange(true, 0, 0);

    public static SizeRange of(long least, long most) {
        return new SizeRange(false, least, most);
    }
}
