/** What can be said of a policy as a whole, beyond single questions. */
@NullMarked
package org.portreeve.policy.analysis;

import org.jspecify.annotations.NullMarked;
