package io.volant.rpc.transport.types;

import io.volant.rpc.RpcService;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Classes with fields. */
@SuppressWarnings({"UnusedVariable", "HidingField", "FieldCanBeFinal"}) // fields are reached by reflection
final class BeanTypes {
    private BeanTypes() {}

    static class Person {
        @Nullable
        String name;

        private int age = 18;

        @Nullable
        Person friend;

        transient String cache = "not sent";

        static Person of(@Nullable String name, int age, @Nullable Person friend) {
            Person person = new Person();
            person.name = name;
            person.age = age;
            person.friend = friend;
            return person;
        }
    }

    static class Money {
        private final @Nullable BigDecimal amount;
        private final @Nullable Currency currency;

        private Money(@Nullable BigDecimal amount, @Nullable Currency currency) {
            this.amount = amount;
            this.currency = currency;
        }
    }

    abstract static class Entity<K> {
        final K id;
        private long version;

        Entity(K id) {
            this.id = id;
        }
    }

    static class Account extends Entity<Long> {
        final List<Money> balances;
        boolean open;

        Account(Long id, List<Money> balances) {
            super(id);
            this.balances = balances;
        }

        static Account opened() {
            Money money = new Money(BigDecimal.TEN, Currency.getInstance("EUR"));
            Account account = new Account(7L, new ArrayList<>(List.of(money)));
            account.open = true;
            ((Entity<Long>) account).version = 3;
            return account;
        }
    }

    static class Pair<A, B> {
        final A first;
        final B second;

        Pair(B second, A first) {
            this.first = first;
            this.second = second;
        }
    }

    @RpcService
    interface Beans {
        Person person(Person v);

        Money money(Money v);

        Account account(Account v);

        Pair<String, Integer> pair(Pair<String, Integer> v);
    }

    static class Sized {
        Sized(int size) {}
    }

    static class Renamed {
        final String name;

        Renamed(String title) {
            this.name = title;
        }
    }

    static class Constant {
        final String kind = "constant".trim();
    }

    static class Undecided {
        int a;
        long b;

        Undecided(int a) {}

        Undecided(long b) {}
    }

    static class Shadowing extends Person {
        int name;
    }

    static class Job extends Thread {
        int number;
    }

    @RpcService
    interface Open {
        void sized(Sized v);

        void renamed(Renamed v);

        void constant(Constant v);

        void undecided(Undecided v);

        void shadowing(Shadowing v);

        void job(Job v);
    }

    private static Person circular() {
        Person person = Person.of("Ada", 36, null);
        person.friend = person;
        return person;
    }

    static Family family() {
        Person changed = Person.of("Ada", 36, Person.of(null, 0, null));
        changed.cache = "changed";
        FamilyBuilder family = new FamilyBuilder(
                        "Beans",
                        "Fields that are not static, transient or synthetic, those of superclasses too; getters and setters are not"
                                + " called. A bean has a constructor without parameters, of any visibility, and no final field; or a"
                                + " constructor whose parameters have the names and types of fields, of the final ones at least. The"
                                + " longest is used, and what it does not take is set afterwards. The names are in the class file"
                                + " when it was compiled with `-parameters`.",
                        Beans.class)
                .arrive("person", changed, Person.of("Ada", 36, Person.of(null, 0, null)))
                .note("person", "no constructor at all, or one without parameters")
                .travel("money", new Money(new BigDecimal("1.50"), Currency.getInstance("EUR")), new Money(null, null))
                .note("money", "`final` fields, a private constructor of both")
                .travel("account", Account.opened())
                .note("account", "extends `Entity<Long>`; a constructor of the `final` fields, the others are set")
                .travel("pair", new Pair<>(1, "a"))
                .note("pair", "the order of the parameters does not matter");
        refusals(family);
        return family.build();
    }

    private static void refusals(FamilyBuilder family) {
        family.refuseValue(
                        "person",
                        "a subclass, a proxy",
                        new Person() {},
                        "v: BeanTypes$1 (expected exactly BeanTypes$Person)")
                .refuseValue(
                        "person",
                        "an object that holds itself",
                        circular(),
                        "v\u2026" + ".friend".repeat(74) + ": nested deeper than 256 levels, or a cycle")
                .open(Open.class)
                .refuse("sized", "Sized: no constructor without parameters (found: Sized(int size))")
                .refuse(
                        "renamed",
                        "Renamed: no constructor without parameters; expected one that takes its fields (String name)"
                                + " (found: Renamed(String title))")
                .refuse(
                        "constant",
                        "Constant: only a constructor can set what is final (kind); expected one that takes its fields"
                                + " (String kind) (found: Constant())")
                .refuse(
                        "undecided",
                        "Undecided: two constructors fit its fields: Undecided(int a) and Undecided(long b)")
                .refuse("shadowing", "Shadowing.name: a superclass has a field of the same name")
                .refuse("job", "parameter 1: " + Job.class.getName() + " cannot be sent (code does not travel)");
    }
}
