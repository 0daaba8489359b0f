package org.example.hello;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.osgi.service.component.annotations.Component;
import org.patchbay.call.api.CallApp;
import org.patchbay.call.api.CallControl;
import org.patchbay.call.api.CallView;
import org.patchbay.call.api.Decision;
import org.patchbay.media.api.MediaEngine.Tone;

/** Dial 610: a beep, then your own voice for a minute. */
@Component
public class Hello implements CallApp {
    @Override
    public String name() {
        return "hello";
    }

    @Override
    public CompletionStage<Decision> decide(CallView call) {
        return CompletableFuture.completedFuture(
                call.called().equals("610")
                        ? new Decision.Drive(this::run, "hello")
                        : new Decision.NotMine());
    }

    private CompletionStage<Void> run(CallControl call) {
        return call.answer()
                .thenCompose(x -> call.tone(List.of(new Tone(List.of(880.0), -20, 300))))
                .thenCompose(x -> call.echo(Duration.ofMinutes(1)));
    }
}
