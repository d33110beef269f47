package io.volant.rpc.benchmarks.peers;

import io.volant.rpc.benchmarks.peer.PeerWorkload;
import io.volant.rpc.examples.user.Page;
import io.volant.rpc.examples.user.User;

/** The client's end. */
record MotanClient(MotanUsers users) implements PeerWorkload {
    @Override
    public boolean existUser(String email) {
        return users.existUser(email);
    }

    @Override
    public boolean createUser(User user) {
        return users.createUser(MotanUser.of(user));
    }

    @Override
    public User getUser(long id) {
        return users.getUser(id).toUser();
    }

    @Override
    public Page<User> listUser(int pageNo) {
        return users.listUser(pageNo).toPage();
    }

    @Override
    public byte[] echo(byte[] content) {
        return users.echo(content);
    }

    @Override
    public byte[] bulk(int length) {
        return users.bulk(length);
    }
}
