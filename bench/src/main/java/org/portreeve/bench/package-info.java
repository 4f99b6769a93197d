/** What proves the speed: decisions under JMH, and a server with Portreeve beside the same server without it. */
@NullMarked
package org.portreeve.bench;

import org.jspecify.annotations.NullMarked;
