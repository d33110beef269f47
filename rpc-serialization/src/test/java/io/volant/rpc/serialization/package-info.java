@NullMarked
package io.volant.rpc.serialization;

import org.jspecify.annotations.NullMarked;
