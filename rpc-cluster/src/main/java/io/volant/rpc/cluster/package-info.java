/** Many servers behind one stub: which of them a call goes to, and how a client keeps to those that answer. */
@NullMarked
package io.volant.rpc.cluster;

import org.jspecify.annotations.NullMarked;
