package io.volant.rpc.benchmarks.peers;

import io.volant.rpc.benchmarks.load.Workload;

/** The server's end. */
record MotanAnswers(Workload workload) implements MotanUsers {
    @Override
    public boolean existUser(String email) {
        return workload.existUser(email);
    }

    @Override
    public boolean createUser(MotanUser user) {
        return workload.createUser(user.toUser());
    }

    @Override
    public MotanUser getUser(long id) {
        return MotanUser.of(workload.getUser(id));
    }

    @Override
    public MotanPage listUser(int pageNo) {
        return MotanPage.of(workload.listUser(pageNo));
    }

    @Override
    public byte[] echo(byte[] content) {
        return workload.echo(content);
    }

    @Override
    public byte[] bulk(int length) {
        return workload.bulk(length);
    }
}
