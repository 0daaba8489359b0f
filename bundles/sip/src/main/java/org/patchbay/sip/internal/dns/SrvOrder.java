package org.patchbay.sip.internal.dns;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.DoubleSupplier;
import org.patchbay.sip.internal.dns.Records.Srv;

/**
 * In which order servers are tried (RFC 2782): lower priorities first; among equal ones by chance,
 * in proportion to their weights. Pure, apart from the chance that it is given.
 */
final class SrvOrder {
    private SrvOrder() {}

    /**
     * @param chance from 0 to 1, 1 not included
     */
    static List<Srv> of(List<Srv> records, DoubleSupplier chance) {
        List<Srv> left = new ArrayList<>(records);
        // those of weight 0 first, so that they have their small chance
        left.sort(Comparator.comparingInt(Srv::priority).thenComparingInt(Srv::weight));
        List<Srv> order = new ArrayList<>();
        while (!left.isEmpty()) {
            order.add(left.remove(draw(left, chance.getAsDouble())));
        }
        return order;
    }

    /** One of those with the lowest priority, which stand first. */
    private static int draw(List<Srv> left, double chance) {
        int priority = left.get(0).priority();
        long sum = left.stream().filter(s -> s.priority() == priority).mapToLong(Srv::weight).sum();
        long mark = (long) (chance * (sum + 1));
        long running = 0;
        int last = 0;
        for (int i = 0; i < left.size() && left.get(i).priority() == priority; i++) {
            running += left.get(i).weight();
            last = i;
            if (running >= mark) {
                return i;
            }
        }
        return last;
    }
}
