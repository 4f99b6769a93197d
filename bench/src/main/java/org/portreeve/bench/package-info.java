/** What proves the speed: decisions under JMH, beside other engines; servers under load are in {@code load}. */
@NullMarked
package org.portreeve.bench;

import org.jspecify.annotations.NullMarked;
