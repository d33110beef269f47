package io.volant.rpc.benchmarks.system;

import io.volant.rpc.examples.user.ComputedUsers;
import io.volant.rpc.examples.user.UserService;
import java.util.List;

/**
 * Which server to start.
 *
 * @param contract the interface it offers
 * @param implementation its class, with a constructor without parameters
 * @param compress whether Volant compresses results
 */
public record ServerSpec(RpcSystem system, String contract, String implementation, boolean compress) {
    /** Names another implementation of {@link UserService} to measure, such as one that is wrong. */
    public static final String USERS_PROPERTY = "volant.bench.users";

    private static final int ARGUMENTS = 4;

    /** The workload's server. */
    public static ServerSpec users(RpcSystem system) {
        String users = System.getProperty(USERS_PROPERTY, ComputedUsers.class.getName());
        return new ServerSpec(system, UserService.class.getName(), users, false);
    }

    public static <T> ServerSpec of(RpcSystem system, Class<T> contract, Class<? extends T> implementation) {
        return new ServerSpec(system, contract.getName(), implementation.getName(), false);
    }

    public ServerSpec withCompression(boolean compress) {
        return new ServerSpec(system, contract, implementation, compress);
    }

    List<String> toArguments() {
        return List.of(system.label(), contract, implementation, String.valueOf(compress));
    }

    static ServerSpec parse(String[] arguments) {
        if (arguments.length != ARGUMENTS) {
            throw new IllegalArgumentException(
                    "arguments: " + List.of(arguments) + " (expected: SYSTEM INTERFACE CLASS COMPRESS)");
        }
        return new ServerSpec(
                RpcSystem.of(arguments[0]), arguments[1], arguments[2], Boolean.parseBoolean(arguments[3]));
    }
}
