/** The gate: judges every command before FtpServer sees it, and chooses the reply that goes out. */
@NullMarked
package org.portreeve.ftp.command;

import org.jspecify.annotations.NullMarked;
