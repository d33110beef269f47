package io.volant.rpc.benchmarks.peer;

import io.volant.rpc.examples.user.Page;
import io.volant.rpc.examples.user.User;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/** A page with getters and setters, for libraries whose serializers know no records. */
public class PageBean implements Serializable {
    private static final long serialVersionUID = 1;

    private int pageNo;
    private int total;
    private List<UserBean> result = new ArrayList<>();

    /** The bean of a page. */
    public static PageBean of(Page<User> page) {
        PageBean bean = new PageBean();
        bean.pageNo = page.pageNo();
        bean.total = page.total();
        bean.result = new ArrayList<>(page.result().size());
        for (User user : page.result()) {
            bean.result.add(UserBean.of(user));
        }
        return bean;
    }

    /** The page of the bean. */
    public Page<User> toPage() {
        List<User> users = new ArrayList<>(result.size());
        for (UserBean bean : result) {
            users.add(bean.toUser());
        }
        return new Page<>(pageNo, total, users);
    }

    public int getPageNo() {
        return pageNo;
    }

    public void setPageNo(int pageNo) {
        this.pageNo = pageNo;
    }

    public int getTotal() {
        return total;
    }

    public void setTotal(int total) {
        this.total = total;
    }

    public List<UserBean> getResult() {
        return result;
    }

    public void setResult(List<UserBean> result) {
        this.result = result;
    }
}
