package io.volant.rpc.benchmarks.peers;

import com.linecorp.armeria.client.grpc.GrpcClientStubFactory;
import io.grpc.Channel;
import io.grpc.ServiceDescriptor;

/** What Armeria makes for a stub: its channel, over which the calls of the service are made as generated stubs make them. */
record ArmeriaStub(Channel channel) {
    /** In place of the look-up of generated classes. */
    static final class Factory implements GrpcClientStubFactory {
        @Override
        public ServiceDescriptor findServiceDescriptor(Class<?> clientType) {
            return ServiceDescriptor.newBuilder(UsersMethods.SERVICE)
                    .addMethod(UsersMethods.EXIST)
                    .addMethod(UsersMethods.CREATE)
                    .addMethod(UsersMethods.GET)
                    .addMethod(UsersMethods.LIST)
                    .addMethod(UsersMethods.ECHO)
                    .addMethod(UsersMethods.BULK)
                    .build();
        }

        @Override
        public Object newClientStub(Class<?> clientType, Channel channel) {
            return new ArmeriaStub(channel);
        }
    }
}
