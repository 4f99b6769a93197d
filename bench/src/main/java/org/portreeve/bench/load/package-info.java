/** FTP servers side by side under the same load, each a process of its own. */
@NullMarked
package org.portreeve.bench.load;

import org.jspecify.annotations.NullMarked;
