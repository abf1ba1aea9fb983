package dev.tandem.engine;

/** The strategy is to be told of an order; queued so that no callback runs inside another. */
record OrderChanged(ManagedOrder order) implements EngineEvent {}
