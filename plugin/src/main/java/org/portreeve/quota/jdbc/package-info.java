/** Ledgers in a database: one file for one server, or PostgreSQL for many. */
@NullMarked
package org.portreeve.quota.jdbc;

import org.jspecify.annotations.NullMarked;
