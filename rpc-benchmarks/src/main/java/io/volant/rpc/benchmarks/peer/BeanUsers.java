package io.volant.rpc.benchmarks.peer;

/** The service with beans in place of records, for libraries that take a Java interface. */
public interface BeanUsers {
    boolean existUser(String email);

    boolean createUser(UserBean user);

    UserBean getUser(long id);

    PageBean listUser(int pageNo);

    byte[] echo(byte[] content);

    byte[] bulk(int length);
}
