package io.volant.rpc.benchmarks.peers;

import io.volant.rpc.examples.user.Page;
import io.volant.rpc.examples.user.User;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/** A page of users. */
public final class MotanPage implements Serializable {
    private static final long serialVersionUID = 1;

    private int pageNo;
    private int total;
    private List<MotanUser> result;

    static MotanPage of(Page<User> page) {
        MotanPage bean = new MotanPage();
        bean.pageNo = page.pageNo();
        bean.total = page.total();
        bean.result = new ArrayList<>(page.result().size());
        for (User user : page.result()) {
            bean.result.add(MotanUser.of(user));
        }
        return bean;
    }

    Page<User> toPage() {
        List<User> users = new ArrayList<>(result.size());
        for (MotanUser user : result) {
            users.add(user.toUser());
        }
        return new Page<>(pageNo, total, users);
    }
}
