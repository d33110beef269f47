package io.volant.rpc.examples.failover;

import io.volant.rpc.examples.failover.Shopper.Column;
import java.util.ArrayList;
import java.util.List;

/** What each step must be better at than the one before it. */
final class Judgement {
    private static final int ONE_IN = 50;

    private Judgement() {}

    /**
     * What is wrong; nothing where all helped as they must.
     *
     * @param columns one per step, in order
     * @param untrue sales that were made though their callers were told otherwise, or the other way round
     */
    static List<String> of(List<Column> columns, int repeated, int untrue) {
        List<String> faults = new ArrayList<>();
        Column last = columns.get(0);
        for (Column column : columns) {
            switch (column.step()) {
                case NONE -> {}
                case RETRY -> fewer(column, Trouble.CUT, last, faults);
                case FAILOVER -> fewer(column, Trouble.KILLED, last, faults);
                case TIME_OUT -> fewer(column, Trouble.PAUSED, last, faults);
                case DETECTION -> detected(column, last, faults);
            }
            last = column;
        }
        int wrong = columns.stream().mapToInt(Column::wrong).sum();
        if (wrong > 0 || repeated > 0 || untrue > 0) {
            faults.add("wrong=" + wrong + " repeated=" + repeated + " untrue=" + untrue + " (expected: 0)");
        }
        return faults;
    }

    private static void fewer(Column column, Trouble trouble, Column before, List<String> faults) {
        if (column.errors(trouble) >= before.errors(trouble)) {
            faults.add(column.step().label() + ": " + column.errors(trouble) + " errors while " + trouble.label()
                    + " after " + before.errors(trouble) + " (expected: fewer)");
        }
    }

    private static void detected(Column column, Column before, List<String> faults) {
        if (column.slow() >= before.slow()) {
            faults.add(column.step().label() + ": " + column.slow() + " slow after " + before.slow()
                    + " (expected: fewer)");
        }
        if (column.allErrors() * ONE_IN > column.calls()) {
            faults.add(column.step().label() + ": " + column.allErrors() + " errors in " + column.calls()
                    + " calls (expected: at most 1 in " + ONE_IN + ")");
        }
    }
}
