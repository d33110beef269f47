package io.volant.rpc.examples.hello;

/** Who is to be greeted. */
public record HelloRequest(String name) {}
