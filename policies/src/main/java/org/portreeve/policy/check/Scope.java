package org.portreeve.policy.check;

import java.time.LocalDate;
import org.portreeve.policy.diagnostic.Diagnostics;

/**
 * What the readers of one file have in common.
 *
 * @param names declared in all files
 * @param paths what path patterns may still take up in all files
 * @param today in the policy's zone
 * @param findings of this file
 */
record Scope(Names names, PathBudget paths, LocalDate today, Diagnostics findings) {}
