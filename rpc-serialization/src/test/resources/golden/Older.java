package golden;

import io.volant.rpc.RpcService;
import java.util.List;

/** What older class files do differently: static fields of agents, accessors of nested classes, switches over enums. */
@RpcService
public interface Older {
    Bean swap(Bean bean, Level level);

    enum Level {
        LOW,
        HIGH
    }

    class Bean {
        private long number;
        private List<Level> levels;
        private Hidden hidden = new Hidden();

        private Bean() {}

        int count(Level level) {
            assert level != null;
            switch (level) {
                case LOW:
                    return hidden.value;
                default:
                    return levels.size();
            }
        }
    }

    class Hidden {
        private int value;

        private Hidden() {}
    }
}
