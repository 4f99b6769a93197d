/** The server's certificate and its trust in clients: read from files, and read again when they change. */
@NullMarked
package org.portreeve.ftp.tls;

import org.jspecify.annotations.NullMarked;
