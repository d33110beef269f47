/** The commands that print and compare what the services of jars send. */
@NullMarked
package io.volant.rpc.examples.schema;

import org.jspecify.annotations.NullMarked;
