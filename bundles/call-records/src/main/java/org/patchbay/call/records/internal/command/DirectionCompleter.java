package org.patchbay.call.records.internal.command;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.patchbay.call.api.CallRecord.Direction;

@Service
public class DirectionCompleter extends WordCompleter {
    @Override
    List<String> words() {
        return Stream.of(Direction.values()).map(d -> d.name().toLowerCase(Locale.ROOT)).toList();
    }
}
