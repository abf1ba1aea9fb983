package dev.tandem.cli;

/** Who reads the result. */
enum OutputFormat {
    TEXT,
    JSON
}
