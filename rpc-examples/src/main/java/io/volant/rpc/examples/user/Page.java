package io.volant.rpc.examples.user;

import java.util.List;

/** One page of a longer list. Holds the list it is given. */
public record Page<T>(int pageNo, int total, List<T> result) {}
