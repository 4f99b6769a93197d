/** A server ready to run: first start, Spring context, shutdown. Spring is known in this package only. */
@NullMarked
package org.portreeve.launcher;

import org.jspecify.annotations.NullMarked;
