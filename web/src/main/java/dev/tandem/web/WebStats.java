package dev.tandem.web;

/**
 * What a server has seen, for metrics and for tests.
 *
 * @param connections open now
 * @param accepted connections since the start
 * @param turnedAway connections above a limit, closed at once
 * @param requests requests whose header was complete
 * @param inFlight requests that are being read, handled or answered now
 * @param refused requests that the server itself refused
 * @param slowHeaders connections cut off because a header took too long
 * @param slowBodies because a body took too long
 * @param slowReaders because the client did not take its answer, or its messages
 * @param idle closed after waiting for a further request
 * @param webSockets open now
 * @param webSocketsDropped clients dropped because too much waited for them, or because they fell silent
 */
public record WebStats(
        int connections,
        long accepted,
        long turnedAway,
        long requests,
        int inFlight,
        long refused,
        long slowHeaders,
        long slowBodies,
        long slowReaders,
        long idle,
        int webSockets,
        long webSocketsDropped) {}
