package io.volant.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.volant.rpc.contract.Events;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CallScopeTest {
    private final CallScope scope = new CallScope();
    private final List<String> heard = new ArrayList<>();

    @Test
    void isCancelledOnceWithTheFirstReason() {
        assertThat(scope.cancelled()).isFalse();
        assertThat(scope.reason()).isEqualTo(Status.OK);

        assertThat(scope.cancel(Status.DEADLINE_EXCEEDED)).isTrue();
        assertThat(scope.cancel(Status.CANCELLED)).isFalse();

        assertThat(scope.cancelled()).isTrue();
        assertThat(scope.reason()).isEqualTo(Status.DEADLINE_EXCEEDED);
    }

    @Test
    void refusesToBeCancelledWithoutAReason() {
        assertThatThrownBy(() -> scope.cancel(Status.OK))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("reason: OK (expected: CANCELLED or DEADLINE_EXCEEDED)");
        assertThat(scope.cancelled()).isFalse();
    }

    @Test
    void tellsEveryListenerOnceInOrder() {
        scope.onCancel(() -> heard.add("one"));
        scope.onCancel(() -> heard.add("two"));
        scope.onCancel(() -> heard.add("three"));

        scope.cancel(Status.CANCELLED);
        scope.cancel(Status.CANCELLED);

        assertThat(heard).containsExactly("one", "two", "three");
    }

    @Test
    void tellsAListenerThatComesLateAtOnce() {
        scope.cancel(Status.CANCELLED);

        scope.onCancel(() -> heard.add("late"));

        assertThat(heard).containsExactly("late");
    }

    @Test
    void aListenerThatThrowsDoesNotSilenceTheOthers() {
        scope.onCancel(() -> {
            throw new AssertionError("a fault of the listener");
        });
        scope.onCancel(() -> heard.add("two"));

        scope.cancel(Status.CANCELLED);

        assertThat(heard).containsExactly("two");
    }

    @Test
    void aListenerMayUseTheScope() {
        scope.onCancel(() -> {
            heard.add("reason " + scope.reason());
            scope.onCancel(() -> heard.add("nested"));
        });

        scope.cancel(Status.CANCELLED);

        assertThat(heard).containsExactly("reason CANCELLED", "nested");
    }

    @Test
    void childrenAreCancelledWithTheirParentForItsReason() {
        CallScope child = scope.child();
        CallScope grandchild = child.child();

        scope.cancel(Status.DEADLINE_EXCEEDED);

        assertThat(child.reason()).isEqualTo(Status.DEADLINE_EXCEEDED);
        assertThat(grandchild.reason()).isEqualTo(Status.DEADLINE_EXCEEDED);
    }

    @Test
    void aChildCanBeCancelledAlone() {
        CallScope child = scope.child();

        child.cancel(Status.CANCELLED);

        assertThat(scope.cancelled()).isFalse();
        scope.cancel(Status.DEADLINE_EXCEEDED);
        assertThat(child.reason()).isEqualTo(Status.CANCELLED);
    }

    @Test
    void theChildOfACancelledScopeIsCancelled() {
        scope.cancel(Status.CANCELLED);

        assertThat(scope.child().cancelled()).isTrue();
    }

    @Test
    void aDetachedChildIsLeftAlone() {
        CallScope first = scope.child();
        CallScope second = scope.child();
        CallScope third = scope.child();

        first.detach();
        third.detach();
        third.detach();
        scope.cancel(Status.CANCELLED);

        assertThat(first.cancelled()).isFalse();
        assertThat(second.cancelled()).isTrue();
        assertThat(third.cancelled()).isFalse();
    }

    @Test
    void holdsNoChildThatIsDetached() {
        List<WeakReference<CallScope>> children = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            CallScope child = scope.child();
            children.add(new WeakReference<>(child));
            child.detach();
        }

        Events.until("all children are collected", () -> {
            System.gc();
            return children.stream().allMatch(child -> child.get() == null);
        });
        scope.cancel(Status.CANCELLED);
    }

    @Test
    void aListenerThatRacesWithTheCancellationIsToldExactlyOnce() throws Exception {
        for (int round = 0; round < 500; round++) {
            CallScope raced = new CallScope();
            AtomicInteger told = new AtomicInteger();
            CyclicBarrier start = new CyclicBarrier(3);
            CompletableFuture<Void> cancelling = CompletableFuture.runAsync(() -> {
                pass(start);
                raced.cancel(Status.CANCELLED);
            });
            CompletableFuture<Void> listening = CompletableFuture.runAsync(() -> {
                pass(start);
                raced.onCancel(told::incrementAndGet);
                raced.onCancel(told::incrementAndGet);
                raced.child().onCancel(told::incrementAndGet);
            });
            pass(start);
            Events.get(cancelling);
            Events.get(listening);

            assertThat(told).hasValue(3);
        }
    }

    private static void pass(CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
