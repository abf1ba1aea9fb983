package dev.tandem.cli;

/** How lines for people or for programs look on standard error. */
enum LogFormat {
    TEXT,
    JSON
}
