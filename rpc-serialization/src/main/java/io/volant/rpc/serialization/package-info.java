/**
 * Kryo codecs of wire shapes, schema text and digests, the guard against hostile bytes, and LZ4.
 *
 * <p>From a signature to bytes: {@code TypeCompiler} finds one {@code Codec} for each resolved type, {@code MethodCompiler} joins
 * them to the codecs and the schema text of a method, {@code KryoMethodCodec} runs these with borrowed {@code Scratch}. A codec is a
 * Kryo serializer that holds the codecs of its parts, so no class is named on the wire and none is looked up while a message is
 * written or read. {@code WireOutput} and {@code WireInput} own the encoding and the limits; what they refuse travels up as a
 * {@code Refusal}, which collects the path. The encoding is specified in {@code docs/protocol.md}, sections 10 and 11.
 */
@NullMarked
package io.volant.rpc.serialization;

import org.jspecify.annotations.NullMarked;
