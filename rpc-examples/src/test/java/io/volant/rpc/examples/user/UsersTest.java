package io.volant.rpc.examples.user;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class UsersTest {
    @Test
    void everyUserDiffersFromEveryOther() {
        assertThat(LongStream.range(0, 5_000).mapToObj(Users::user)).doesNotHaveDuplicates();
    }

    @Test
    void aboutHalfOfTheAddressesExist() {
        assertThat(LongStream.range(0, 10_000).filter(id -> Users.exists(Users.email(id))))
                .hasSizeBetween(4_000, 6_000);
    }

    @Test
    void creatingAUserSucceedsUnlessHisNumberIsTakenOrHeDidNotArriveWhole() {
        assertThat(Users.creates(Users.user(17))).isTrue();
        assertThat(Users.creates(Users.user(16))).isFalse();
        assertThat(Users.creates(renamed(Users.user(17), "somebody else"))).isFalse();
    }

    @Test
    void pagesFollowOneAnother() {
        Page<User> page = Users.page(3);
        assertThat(page.result()).hasSize(Users.PAGE_SIZE).first().isEqualTo(Users.user(45));
        assertThat(Users.page(4).result()).first().isEqualTo(Users.user(60));
    }

    private static User renamed(User user, String name) {
        return new User(
                user.id(),
                name,
                user.sex(),
                user.birthday(),
                user.email(),
                user.mobile(),
                user.address(),
                user.icon(),
                user.permissions(),
                user.status(),
                user.createTime(),
                user.updateTime());
    }
}
