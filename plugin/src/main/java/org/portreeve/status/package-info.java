/** What the enforcement counts, and how it is shown: a snapshot, as JSON and by JMX. */
@NullMarked
package org.portreeve.status;

import org.jspecify.annotations.NullMarked;
