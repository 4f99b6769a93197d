/** What users have stored, and the port through which it is reserved and settled. */
@NullMarked
package org.portreeve.quota;

import org.jspecify.annotations.NullMarked;
