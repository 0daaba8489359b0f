package org.patchbay.directory.file.internal.json;

/**
 * Where something stands in the file.
 *
 * @param path JSON path: {@code $.users[2].number}
 * @param line from 1; 0 for the file as a whole
 * @param column in characters, from 1
 */
public record Place(String path, int line, int column) {
    public static final Place FILE = new Place("$", 0, 0);
}
