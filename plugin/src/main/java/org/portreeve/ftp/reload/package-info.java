/** Policy files while the server runs: watched, read again, put in force, and the last good ones kept. */
@NullMarked
package org.portreeve.ftp.reload;

import org.jspecify.annotations.NullMarked;
