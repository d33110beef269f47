package io.volant.rpc.transport;

/** What a server says to a client's hello: its own hello, or a refusal. */
sealed interface ServerAnswer permits ServerHello, Refusal {}
