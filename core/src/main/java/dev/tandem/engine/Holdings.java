package dev.tandem.engine;

import java.util.List;

/** What all accounts of an engine are worth and hold, taken together. Sums in units of money; exact, and never wrapped. */
final class Holdings {
    private final List<AccountState> accounts;
    private final List<InstrumentState> instruments;

    Holdings(List<AccountState> accounts, List<InstrumentState> instruments) {
        this.accounts = accounts;
        this.instruments = instruments;
    }

    /** At the last prices. */
    long worth() {
        long sum = 0;
        for (int i = 0; i < accounts.size(); i++) {
            sum = Math.addExact(sum, accounts.get(i).ledger.equity());
        }
        return sum;
    }

    long cash() {
        long sum = 0;
        for (int i = 0; i < accounts.size(); i++) {
            sum = Math.addExact(sum, accounts.get(i).ledger.cash());
        }
        return sum;
    }

    /** When the UTC day began; followed where the gate has a limit for a day's loss. */
    long worthAtStartOfDay() {
        long sum = 0;
        for (AccountState account : accounts) {
            sum = Math.addExact(sum, account.equityAtStartOfDay());
        }
        return sum;
    }

    static long lots(InstrumentState instrument) {
        long sum = 0;
        for (PositionState position : instrument.positions) {
            sum += position.lots();
        }
        return sum;
    }

    /** Lots of several instruments have no sum: only whether something is held counts. */
    long anywhere() {
        for (int i = 0; i < instruments.size(); i++) {
            for (PositionState position : instruments.get(i).positions) {
                if (position.lots() != 0) {
                    return instruments.size() == 1 ? lots(instruments.getFirst()) : 1;
                }
            }
        }
        return 0;
    }

    /** The mean of the instruments' prices, each divided by its first one; of one instrument, its price. */
    double basket() {
        if (instruments.size() == 1) {
            InstrumentState only = instruments.getFirst();
            return only.instrument.priceAsDouble(only.lastTicks);
        }
        double sum = 0;
        for (int i = 0; i < instruments.size(); i++) {
            InstrumentState one = instruments.get(i);
            if (one.firstTicks == 0) {
                one.firstTicks = one.lastTicks;
            }
            sum += one.firstTicks == 0 ? 1 : (double) one.lastTicks / one.firstTicks;
        }
        return sum / instruments.size();
    }
}
