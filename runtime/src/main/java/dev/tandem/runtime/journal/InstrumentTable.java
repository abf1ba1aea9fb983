package dev.tandem.runtime.journal;

import dev.tandem.model.Instrument;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Instruments by the numbers that stand for them in one file of the journal. */
final class InstrumentTable {
    private final List<Instrument> byNumber = new ArrayList<>();
    private final Map<Instrument, Integer> numbers = new HashMap<>();

    void clear() {
        byNumber.clear();
        numbers.clear();
    }

    int size() {
        return byNumber.size();
    }

    /** The number of an instrument; a new one gets the next. */
    int number(Instrument instrument) {
        Integer number = numbers.get(instrument);
        if (number == null) {
            number = byNumber.size();
            add(number, instrument);
        }
        return number;
    }

    void add(int number, Instrument instrument) {
        if (number != byNumber.size()) {
            throw new MalformedEntryException(
                    "instrument number " + number + " is given where " + byNumber.size() + " is next");
        }
        byNumber.add(instrument);
        numbers.put(instrument, number);
    }

    Instrument get(int number) {
        if (number < 0 || number >= byNumber.size()) {
            throw new MalformedEntryException("it names instrument number " + number + ", and this file has named "
                    + byNumber.size() + " before it");
        }
        return byNumber.get(number);
    }
}
