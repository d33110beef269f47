package io.volant.rpc.benchmarks.peer;

import io.volant.rpc.examples.user.User;
import java.io.Serializable;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;

/** A user with getters and setters, for libraries whose serializers know no records. */
public class UserBean implements Serializable {
    private static final long serialVersionUID = 1;

    private long id;
    private String name = "";
    private int sex;
    private LocalDate birthday = LocalDate.EPOCH;
    private String email = "";
    private String mobile = "";
    private String address = "";
    private String icon = "";
    private List<Integer> permissions = new ArrayList<>();
    private int status;
    private LocalDateTime createTime = LocalDateTime.MIN;
    private LocalDateTime updateTime = LocalDateTime.MIN;

    /** The bean of a user. */
    public static UserBean of(User user) {
        UserBean bean = new UserBean();
        bean.id = user.id();
        bean.name = user.name();
        bean.sex = user.sex();
        bean.birthday = user.birthday();
        bean.email = user.email();
        bean.mobile = user.mobile();
        bean.address = user.address();
        bean.icon = user.icon();
        bean.permissions = new ArrayList<>(user.permissions());
        bean.status = user.status();
        bean.createTime = user.createTime();
        bean.updateTime = user.updateTime();
        return bean;
    }

    /** The user of the bean. */
    public User toUser() {
        return new User(
                id, name, sex, birthday, email, mobile, address, icon, permissions, status, createTime, updateTime);
    }

    public long getId() {
        return id;
    }

    public void setId(long id) {
        this.id = id;
    }

    public String getName() {
        return name;
    }

    public void setName(String name) {
        this.name = name;
    }

    public int getSex() {
        return sex;
    }

    public void setSex(int sex) {
        this.sex = sex;
    }

    public LocalDate getBirthday() {
        return birthday;
    }

    public void setBirthday(LocalDate birthday) {
        this.birthday = birthday;
    }

    public String getEmail() {
        return email;
    }

    public void setEmail(String email) {
        this.email = email;
    }

    public String getMobile() {
        return mobile;
    }

    public void setMobile(String mobile) {
        this.mobile = mobile;
    }

    public String getAddress() {
        return address;
    }

    public void setAddress(String address) {
        this.address = address;
    }

    public String getIcon() {
        return icon;
    }

    public void setIcon(String icon) {
        this.icon = icon;
    }

    public List<Integer> getPermissions() {
        return permissions;
    }

    public void setPermissions(List<Integer> permissions) {
        this.permissions = permissions;
    }

    public int getStatus() {
        return status;
    }

    public void setStatus(int status) {
        this.status = status;
    }

    public LocalDateTime getCreateTime() {
        return createTime;
    }

    public void setCreateTime(LocalDateTime createTime) {
        this.createTime = createTime;
    }

    public LocalDateTime getUpdateTime() {
        return updateTime;
    }

    public void setUpdateTime(LocalDateTime updateTime) {
        this.updateTime = updateTime;
    }
}
