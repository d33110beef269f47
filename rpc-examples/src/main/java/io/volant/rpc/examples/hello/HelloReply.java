package io.volant.rpc.examples.hello;

/** The greeting. */
public record HelloReply(String message) {}
