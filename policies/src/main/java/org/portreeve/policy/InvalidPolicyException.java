package org.portreeve.policy;

/** A policy or reply file that cannot be used. The message is the rendered list of all its errors, ready to print. */
public final class InvalidPolicyException extends Exception {
    private static final long serialVersionUID = 1L;

    public InvalidPolicyException(String rendered) {
        super(rendered);
    }
}
