package io.volant.rpc.serialization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.volant.rpc.CodecException;
import io.volant.rpc.MethodCodec;
import io.volant.rpc.RpcService;
import io.volant.rpc.ServiceCodec;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.Arguments;

/** Beans with final fields, or without a constructor that takes nothing. */
@SuppressWarnings({"ArrayRecordComponent", "UnusedMethod", "UnusedVariable", "FieldCanBeFinal", "HidingField"
}) // reached by reflection
class ConstructorBeanTest {
    static class Money {
        private final BigDecimal amount;
        private final Currency currency;

        private Money(Currency currency, BigDecimal amount) {
            this.amount = amount;
            this.currency = currency;
        }
    }

    static class Entity<K> {
        final K id;
        private long version;

        Entity(K id) {
            this.id = id;
        }
    }

    /** The constructor takes what is final, here and above; the rest is set. */
    static class Account extends Entity<Long> {
        final List<Money> balances;
        int logins;
        char mark;

        Account(Long id, List<Money> balances) {
            super(id);
            this.balances = balances;
        }

        Account(Money... balances) {
            this(0L, List.of(balances));
        }
    }

    static class Chain {
        final int depth;
        final Chain next;

        Chain(int depth, Chain next) {
            this.depth = depth;
            this.next = next;
        }
    }

    static class Tags {
        final String[] tags;

        Tags(String... tags) {
            this.tags = tags;
        }
    }

    record Words(String... words) {}

    /** Nothing is final, and still nothing takes nothing: the longest that fits is taken. */
    static class Range {
        int from;
        int to;
        boolean open;

        Range(int from) {
            this(from, from);
        }

        Range(int from, int to) {
            if (from > to) {
                throw new IllegalArgumentException(from + " > " + to);
            }
            this.from = from;
            this.to = to;
        }
    }

    @RpcService
    interface Beans {
        Money money(Money v);

        Account account(Account v);

        Chain chain(Chain v);

        Range range(Range v);

        Tags tags(Tags v);

        Words words(Words v);
    }

    private static final ServiceCodec CODEC = Codecs.of(Beans.class);

    /** Methods and values, for tests that damage messages. */
    static Stream<Arguments> values() {
        Money money = new Money(Currency.getInstance("EUR"), new BigDecimal("1.50"));
        return Stream.of(
                arguments("money", money),
                arguments("account", new Account(7L, List.of(money, money))),
                arguments("chain", new Chain(1, new Chain(2, null))),
                arguments("range", new Range(1, 5)));
    }

    private static Object roundTrip(String method, Object value) {
        MethodCodec codec = Codecs.method(CODEC, method);
        return codec.decodeArguments(Codecs.moved(codec.encodeArguments(new Object[] {value})))[0];
    }

    @Test
    void aBeanOfFinalFieldsIsRebuiltByItsConstructor() {
        Money money = new Money(Currency.getInstance("EUR"), new BigDecimal("1.50"));

        assertThat(roundTrip("money", money)).usingRecursiveComparison().isEqualTo(money);
        assertThat(roundTrip("money", new Money(null, null)))
                .usingRecursiveComparison()
                .isEqualTo(new Money(null, null));
        assertThat(roundTrip("money", null)).isNull();
    }

    @Test
    void fieldsThatNoParameterTakesAreSet() {
        Account account = new Account(7L, List.of(new Money(null, BigDecimal.TEN)));
        account.logins = 3;
        account.mark = '!';
        ((Entity<Long>) account).version = 9;

        assertThat(roundTrip("account", account)).usingRecursiveComparison().isEqualTo(account);
    }

    @Test
    void theWireDoesNotKnowHowABeanIsBuilt() {
        Account account = new Account(7L, List.of());
        account.logins = 1;

        assertThat(Codecs.schema(Beans.class, "account"))
                .contains("Account {id:java.lang.Long, version:long, balances:list(")
                .contains("), logins:int, mark:char}\n");
        assertThat(Codecs.hex(Codecs.method(CODEC, "account").encodeArguments(new Object[] {account})))
                .isEqualTo("01" + "010e" + "00" + "01" + "02" + "00");
    }

    @Test
    void aParameterOfManyIsAnArray() {
        assertThat(((Tags) roundTrip("tags", new Tags("a", "b"))).tags).containsExactly("a", "b");
        assertThat(((Tags) roundTrip("tags", new Tags((String[]) null))).tags).isNull();
        assertThat(((Words) roundTrip("words", new Words("a"))).words).containsExactly("a");
    }

    @Test
    void aBeanMayHoldItsOwnKind() {
        Chain chain = new Chain(1, new Chain(2, new Chain(3, null)));

        assertThat(roundTrip("chain", chain)).usingRecursiveComparison().isEqualTo(chain);
    }

    @Test
    void theConstructorThatTakesMostIsUsed() {
        Range range = new Range(1, 5);
        range.open = true;

        assertThat(roundTrip("range", range)).usingRecursiveComparison().isEqualTo(range);
    }

    @Test
    void anExceptionInTheConstructorMeansInvalidBytesAndItsTextStaysHere() {
        assertThatThrownBy(() -> Codecs.method(CODEC, "range").decodeArguments(Codecs.payload("01 04 00 02")))
                .isInstanceOfSatisfying(
                        CodecException.class, e -> assertThat(e.reason()).isEqualTo(CodecException.Reason.INVALID))
                .hasMessage("v: the constructor of ConstructorBeanTest$Range threw java.lang.IllegalArgumentException");
    }
}
