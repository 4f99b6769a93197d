/** From meaning to decisions: the compiled, immutable policy. */
@NullMarked
package org.portreeve.policy.eval;

import org.jspecify.annotations.NullMarked;
