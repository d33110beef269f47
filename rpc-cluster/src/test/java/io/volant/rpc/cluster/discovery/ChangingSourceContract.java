package io.volant.rpc.cluster.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What a source does whose list changes while it is watched. */
public abstract class ChangingSourceContract extends EndpointSourceContract {
    @Test
    void tellsOfAServerThatComes() throws Exception {
        Told told = watch();
        told.awaitEndpoints(List.of(FIRST, SECOND));
        site().offer(List.of(FIRST, SECOND, THIRD));
        told.awaitEndpoints(List.of(FIRST, SECOND, THIRD));
    }

    @Test
    void tellsOfAServerThatGoes() throws Exception {
        Told told = watch();
        told.awaitEndpoints(List.of(FIRST, SECOND));
        site().offer(List.of(SECOND));
        told.awaitEndpoints(List.of(SECOND));
    }

    @Test
    void aListenerThatThrowsGoesOnBeingTold() throws Exception {
        Told told = told();
        source().watch(SERVICE, new EndpointSource.Listener() {
            @Override
            public void onInstances(List<Instance> instances) {
                told.onInstances(instances);
                throw new IllegalStateException("a listener with a fault");
            }

            @Override
            public void onFailure(String reason) {
                told.onFailure(reason);
            }
        });
        told.awaitEndpoints(List.of(FIRST, SECOND));
        site().offer(List.of(THIRD));
        told.awaitEndpoints(List.of(THIRD));
    }

    @Test
    void tellsNothingAfterAWatchHasEnded() throws Exception {
        Told ended = told();
        EndpointSource.Watch watch = source().watch(SERVICE, ended);
        Told told = watch();
        ended.awaitEndpoints(List.of(FIRST, SECOND));
        told.awaitEndpoints(List.of(FIRST, SECOND));
        watch.close();
        site().offer(List.of(THIRD));
        told.awaitEndpoints(List.of(THIRD));
        assertThat(ended.lists()).allSatisfy(ChangingSourceContract::isWithoutThird);
    }

    @Test
    void tellsNothingAfterTheSourceWasClosed() throws Exception {
        Told ended = watch();
        ended.awaitEndpoints(List.of(FIRST, SECOND));
        source().close();
        Told told = told();
        open().watch(SERVICE, told);
        site().offer(List.of(THIRD));
        told.awaitEndpoints(List.of(THIRD));
        assertThat(ended.lists()).allSatisfy(ChangingSourceContract::isWithoutThird);
    }

    private static void isWithoutThird(List<Instance> list) {
        assertThat(list).extracting(Instance::endpoint).doesNotContain(THIRD);
    }
}
