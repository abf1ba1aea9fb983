package dev.tandem.xchange;

import org.knowm.xchange.currency.CurrencyPair;
import org.knowm.xchange.instrument.Instrument;
import org.knowm.xchange.service.trade.params.CancelOrderByCurrencyPair;
import org.knowm.xchange.service.trade.params.CancelOrderByIdParams;
import org.knowm.xchange.service.trade.params.CancelOrderByInstrument;
import org.knowm.xchange.service.trade.params.orders.OrderQueryParamCurrencyPair;
import org.knowm.xchange.service.trade.params.orders.OrderQueryParamInstrument;

/** Names an order in every way that XChange's modules may want; each takes what it needs. */
final class AnyOrder
        implements CancelOrderByIdParams,
                CancelOrderByInstrument,
                CancelOrderByCurrencyPair,
                OrderQueryParamInstrument,
                OrderQueryParamCurrencyPair {
    private final CurrencyPair pair;
    private final String id;

    AnyOrder(CurrencyPair pair, String id) {
        this.pair = pair;
        this.id = id;
    }

    @Override
    public String getOrderId() {
        return id;
    }

    @Override
    public Instrument getInstrument() {
        return pair;
    }

    @Override
    public CurrencyPair getCurrencyPair() {
        return pair;
    }

    @Override
    public void setOrderId(String orderId) {
        throw new UnsupportedOperationException("names one order");
    }

    @Override
    public void setInstrument(Instrument instrument) {
        throw new UnsupportedOperationException("names one order");
    }

    @Override
    public void setCurrencyPair(CurrencyPair currencyPair) {
        throw new UnsupportedOperationException("names one order");
    }
}
