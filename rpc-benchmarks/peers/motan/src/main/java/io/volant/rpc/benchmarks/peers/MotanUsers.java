package io.volant.rpc.benchmarks.peers;

/** The service as Motan has it. */
public interface MotanUsers {
    boolean existUser(String email);

    boolean createUser(MotanUser user);

    MotanUser getUser(long id);

    MotanPage listUser(int pageNo);

    byte[] echo(byte[] content);

    byte[] bulk(int length);
}
