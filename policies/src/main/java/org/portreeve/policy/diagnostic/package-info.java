/** Coded findings about a text, and how they are printed. */
@NullMarked
package org.portreeve.policy.diagnostic;

import org.jspecify.annotations.NullMarked;
