/** A registry of servers in ZooKeeper. */
@NullMarked
package io.volant.rpc.zookeeper;

import org.jspecify.annotations.NullMarked;
