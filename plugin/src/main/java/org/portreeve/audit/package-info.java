/** Events that an auditor asks for, one JSON line each. */
@NullMarked
package org.portreeve.audit;

import org.jspecify.annotations.NullMarked;
