package org.patchbay.scripting.internal.call;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.patchbay.scripting.internal.plan.PlanException;

/** The WAV files that scripts may play, and no others. */
final class PromptFolder implements Verb.Prompts {
    private static final Pattern NAME =
            Pattern.compile("[0-9A-Za-z_][0-9A-Za-z._-]*(/[0-9A-Za-z_][0-9A-Za-z._-]*){0,7}");

    private final Path folder;

    PromptFolder(Path folder) {
        this.folder = folder;
    }

    @Override
    public Path find(String name, String place) {
        if (name.length() > 256 || !NAME.matcher(name).matches()) {
            throw new PlanException(place, "'" + name + "' is not the name of a prompt");
        }
        String file = name.endsWith(".wav") ? name : name + ".wav";
        try {
            Path real = folder.resolve(file).toRealPath();
            if (real.startsWith(folder.toRealPath()) && Files.isRegularFile(real)) {
                return real;
            }
        } catch (IOException e) {
            // Told below, the same for a file that is missing and one that lies elsewhere.
        }
        throw new PlanException(place, "there is no prompt '" + file + "' in " + folder);
    }
}
