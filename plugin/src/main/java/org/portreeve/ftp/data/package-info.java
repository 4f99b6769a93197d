/** Data connections: opening, TLS, copy loops, and what went wrong. */
@NullMarked
package org.portreeve.ftp.data;

import org.jspecify.annotations.NullMarked;
