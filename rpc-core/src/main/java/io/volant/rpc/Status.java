package io.volant.rpc;

import java.util.Optional;

/** What became of a call: the closed set of results that callers, retries and gateways decide by. */
public enum Status {
    /** The call succeeded. */
    OK(0, 200),
    /** The caller gave up: its future was cancelled or its thread interrupted. */
    CANCELLED(1, 499),
    /** The time allowed for the call ran out. */
    DEADLINE_EXCEEDED(2, 504),
    /** The server, the connection or the client has no room for the call now. */
    OVERLOADED(3, 503),
    /** The server has no such service or method. */
    UNIMPLEMENTED(4, 501),
    /** Both sides know the method, but not the same form of it. */
    FAILED_PRECONDITION(5, 412),
    /** The caller did not prove who it is. */
    UNAUTHENTICATED(6, 401),
    /** The caller is known and may not do this. */
    PERMISSION_DENIED(7, 403),
    /** The arguments, the metadata or the options of the call cannot be accepted. */
    INVALID_ARGUMENT(8, 400),
    /** The method ran, but its result cannot travel. */
    RESULT_UNENCODABLE(9, 500),
    /** The arguments or the result exceed a size limit. */
    RESOURCE_EXHAUSTED(10, 413),
    /** The method threw an exception that its interface declares. */
    APPLICATION(11, 422),
    /** The method threw anything else, or the framework met a fault of its own. */
    INTERNAL(12, 500),
    /** No connection could be made, it broke, or the server is going away. */
    UNAVAILABLE(13, 503);

    private static final Status[] BY_CODE = values();

    private final int code;
    private final int httpCode;

    Status(int code, int httpCode) {
        this.code = code;
        this.httpCode = httpCode;
    }

    /** The number on the wire. */
    public int code() {
        return code;
    }

    /** The closest HTTP status code, for gateways. */
    public int httpCode() {
        return httpCode;
    }

    /** The status with this number on the wire, if it is one this version knows. */
    public static Optional<Status> ofCode(int code) {
        return code >= 0 && code < BY_CODE.length ? Optional.of(BY_CODE[code]) : Optional.empty();
    }
}
