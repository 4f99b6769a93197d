/** What is counted or remembered for a while: sliding windows of bounded size. */
@NullMarked
package org.portreeve.limit;

import org.jspecify.annotations.NullMarked;
