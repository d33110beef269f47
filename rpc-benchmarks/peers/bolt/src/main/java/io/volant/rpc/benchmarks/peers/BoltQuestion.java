package io.volant.rpc.benchmarks.peers;

import io.volant.rpc.benchmarks.peer.BeanUsers;
import io.volant.rpc.benchmarks.peer.UserBean;
import java.io.Serializable;

/** A call: the library sends objects, and knows no methods. */
public final class BoltQuestion implements Serializable {
    private static final long serialVersionUID = 1;

    private int method;
    private Object argument;

    static BoltQuestion existUser(String email) {
        return of(0, email);
    }

    static BoltQuestion createUser(UserBean user) {
        return of(1, user);
    }

    static BoltQuestion getUser(long id) {
        return of(2, id);
    }

    static BoltQuestion listUser(int pageNo) {
        return of(3, pageNo);
    }

    static BoltQuestion echo(byte[] content) {
        return of(4, content);
    }

    static BoltQuestion bulk(int length) {
        return of(5, length);
    }

    Object answer(BeanUsers users) {
        return switch (method) {
            case 0 -> users.existUser((String) argument);
            case 1 -> users.createUser((UserBean) argument);
            case 2 -> users.getUser((Long) argument);
            case 3 -> users.listUser((Integer) argument);
            case 4 -> users.echo((byte[]) argument);
            case 5 -> users.bulk((Integer) argument);
            default -> throw new IllegalArgumentException("method: " + method + " (expected: 0..5)");
        };
    }

    private static BoltQuestion of(int method, Object argument) {
        BoltQuestion question = new BoltQuestion();
        question.method = method;
        question.argument = argument;
        return question;
    }
}
