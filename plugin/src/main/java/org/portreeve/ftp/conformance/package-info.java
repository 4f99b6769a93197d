/**
 * Holds the replies that FtpServer writes against the RFCs: form, code and number. Knows replies, not sessions.
 */
@NullMarked
package org.portreeve.ftp.conformance;

import org.jspecify.annotations.NullMarked;
