/** What is measured and how it is started: systems, servers in JVMs of their own, questions with known answers. */
@NullMarked
package io.volant.rpc.benchmarks.system;

import org.jspecify.annotations.NullMarked;
