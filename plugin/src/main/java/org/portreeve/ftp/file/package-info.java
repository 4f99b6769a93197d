/** Metered, atomic files over whatever file system the server has. */
@NullMarked
package org.portreeve.ftp.file;

import org.jspecify.annotations.NullMarked;
