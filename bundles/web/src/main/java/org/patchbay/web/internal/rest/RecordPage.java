package org.patchbay.web.internal.rest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.patchbay.call.api.CallRecord;
import org.patchbay.call.api.LegRecord;
import org.patchbay.call.api.RecordBook;
import org.patchbay.web.internal.view.RecordView;

/** Takes the calls of one page. It is shorter where these have many legs. */
final class RecordPage implements RecordBook.Sink {
    private final int limit;
    private final boolean withLegs;
    private final int mostLegs;
    private final List<Object> items = new ArrayList<>();
    private int legsTold;
    private CallRecord last;
    private boolean more;

    /**
     * @param mostLegs of the page, and of one call
     */
    RecordPage(int limit, boolean withLegs, int mostLegs) {
        this.limit = limit;
        this.withLegs = withLegs;
        this.mostLegs = mostLegs;
    }

    @Override
    public boolean take(CallRecord call, List<LegRecord> legs) {
        if (items.size() == limit || legsTold >= mostLegs) {
            more = true;
            return false;
        }
        if (withLegs) {
            items.add(RecordView.call(call, legs, mostLegs));
            legsTold += legs.size();
        } else {
            items.add(RecordView.call(call));
        }
        last = call;
        return true;
    }

    Map<String, Object> json() {
        Map<String, Object> page = new LinkedHashMap<>();
        page.put("items", items);
        if (more) {
            page.put("next", RecordRoutes.cursor(last));
        }
        return page;
    }
}
