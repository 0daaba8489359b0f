package org.patchbay.scripting.internal.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.patchbay.scripting.internal.plan.PlanException;

class PromptFolderTest {
    @Test
    void filesOfTheFolderAndNoOthers(@TempDir Path home) throws Exception {
        Path prompts = Files.createDirectories(home.resolve("prompts/en"));
        Path inside = Files.createFile(prompts.resolve("hello.wav"));
        Path secret = Files.createFile(home.resolve("secret.wav"));
        Files.createSymbolicLink(prompts.resolve("link.wav"), secret);
        PromptFolder folder = new PromptFolder(home.resolve("prompts"));

        assertEquals(inside.toRealPath(), folder.find("en/hello", "play"));
        assertEquals(inside.toRealPath(), folder.find("en/hello.wav", "play"));
        for (String name :
                new String[] {
                    "../secret",
                    "en/../../secret.wav",
                    "en/link",
                    secret.toString(),
                    "",
                    "en",
                    "a\0b",
                    "en//hello",
                    ".hidden",
                    "en/none"
                }) {
            assertThrows(PlanException.class, () -> folder.find(name, "play"), name);
        }
        assertThrows(
                PlanException.class,
                () -> new PromptFolder(home.resolve("missing")).find("en/hello", "play"));
    }
}
