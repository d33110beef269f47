/** Kryo codecs of wire shapes, schema text and digests, the guard against hostile bytes, and LZ4. */
@NullMarked
package io.volant.rpc.serialization;

import org.jspecify.annotations.NullMarked;
