package org.patchbay.web.internal.rest;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.patchbay.call.api.CallRecord;
import org.patchbay.call.api.LegRecord;
import org.patchbay.call.api.RecordBook;

/** Takes calls as lines of CSV, as many as one answer has. */
final class CsvPage implements RecordBook.Sink {
    static final String TYPE = "text/csv; charset=utf-8";

    private final int limit;
    private final RecordBook.Lines lines;
    private final int mostLetters;
    private final StringBuilder text = new StringBuilder();
    private int calls;
    private CallRecord last;
    private boolean more;

    CsvPage(int limit, RecordBook.Lines lines, int mostLetters) {
        this.limit = limit;
        this.lines = lines;
        this.mostLetters = mostLetters;
        text.append(lines.head());
    }

    @Override
    public boolean take(CallRecord call, List<LegRecord> legs) {
        if (calls == limit || text.length() >= mostLetters) {
            more = true;
            return false;
        }
        text.append(lines.of(call, legs));
        calls++;
        last = call;
        return true;
    }

    /** Where there are more, it says where (RFC 8288). */
    Answer answer(Ask ask) {
        Answer answer =
                Answer.of(
                                new Answer.Content(
                                        TYPE, text.toString().getBytes(StandardCharsets.UTF_8)))
                        .with("Content-Disposition", "attachment; filename=\"records.csv\"");
        return more
                ? answer.with("Link", "</api/v1/records.csv?" + next(ask) + ">; rel=\"next\"")
                : answer;
    }

    private String next(Ask ask) {
        Map<String, String> query = new TreeMap<>(ask.query());
        query.put("after", RecordRoutes.cursor(last));
        return query.entrySet().stream()
                .map(
                        e ->
                                e.getKey()
                                        + "="
                                        + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}
