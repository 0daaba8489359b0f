package org.patchbay.call.records.internal.command;

import java.util.List;
import java.util.stream.Stream;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.patchbay.call.api.CallRecord.End;
import org.patchbay.call.api.DisconnectCause.Reason;

@Service
public class CauseCompleter extends WordCompleter {
    @Override
    List<String> words() {
        return Stream.concat(Stream.of(Reason.values()).map(Reason::name), Stream.of(End.UNKNOWN))
                .toList();
    }
}
