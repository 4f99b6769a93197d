package org.portreeve.policy.diagnostic;

/** Whether a finding keeps the file from being used. */
public enum Severity {
    ERROR,
    WARNING
}
