package org.portreeve.policy.format;

/** What stands behind a key or a dash. */
sealed interface Value permits Word, Group {}
