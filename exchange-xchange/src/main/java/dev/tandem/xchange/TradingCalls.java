package dev.tandem.xchange;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.MethodModel;
import java.lang.classfile.instruction.ReturnInstruction;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.knowm.xchange.Exchange;
import org.knowm.xchange.ExchangeFactory;
import org.knowm.xchange.ExchangeSpecification;
import org.knowm.xchange.dto.trade.LimitOrder;
import org.knowm.xchange.dto.trade.MarketOrder;
import org.knowm.xchange.service.trade.TradeService;
import org.knowm.xchange.service.trade.params.CancelOrderParams;
import org.knowm.xchange.service.trade.params.TradeHistoryParams;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What an XChange module leaves out of what an order needs in its life: to be sent, to be canceled, to be seen while it is
 * open, and to have its fills told. Found out by looking at the classes, without a network: a call is missing if the module
 * does not have it, or if what it has can only throw.
 */
final class TradingCalls {
    private static final Logger LOG = LoggerFactory.getLogger(TradingCalls.class);
    /** For modules that cannot be made without a key; it goes nowhere. */
    private static final String NO_KEY = "AAAA";

    private TradingCalls() {}

    /** The names of the calls that are missing; empty where an order can be looked after. */
    static List<String> missing(Class<? extends Exchange> exchangeClass) {
        TradeService service = service(exchangeClass, null);
        if (service == null) {
            service = service(exchangeClass, NO_KEY);
        }
        if (service == null) {
            return List.of("a trade service");
        }
        List<String> missing = new ArrayList<>();
        need(service, missing, "placeLimitOrder", LimitOrder.class);
        need(service, missing, "placeMarketOrder", MarketOrder.class);
        need(service, missing, "cancelOrder", CancelOrderParams.class);
        need(service, missing, "getOpenOrders");
        need(service, missing, "getTradeHistory", TradeHistoryParams.class);
        return missing;
    }

    private static @Nullable TradeService service(Class<? extends Exchange> exchangeClass, @Nullable String key) {
        try {
            ExchangeSpecification specification = new ExchangeSpecification(exchangeClass);
            specification.setShouldLoadRemoteMetaData(false);
            specification.setExchangeSpecificParametersItem(Exchange.USE_SANDBOX, false);
            specification.setApiKey(key);
            specification.setSecretKey(key);
            return ExchangeFactory.INSTANCE.createExchange(specification).getTradeService();
        } catch (RuntimeException | LinkageError e) {
            LOG.debug("{} cannot be looked at {} a key", exchangeClass, key == null ? "without" : "with", e);
            return null;
        }
    }

    private static void need(TradeService service, List<String> missing, String call, Class<?>... parameters) {
        try {
            Method method = service.getClass().getMethod(call, parameters);
            if (method.getDeclaringClass().equals(TradeService.class) || onlyThrows(method)) {
                missing.add(call);
            }
        } catch (NoSuchMethodException e) {
            missing.add(call);
        }
    }

    /** Whether there is no way out of it but an exception. */
    private static boolean onlyThrows(Method method) {
        Class<?> declaring = method.getDeclaringClass();
        String file = declaring.getName().replace('.', '/') + ".class";
        ClassLoader loader = declaring.getClassLoader();
        try (InputStream bytes = loader == null ? null : loader.getResourceAsStream(file)) {
            if (bytes == null) {
                return false;
            }
            String descriptor = method.getReturnType().descriptorString();
            for (MethodModel model : ClassFile.of().parse(bytes.readAllBytes()).methods()) {
                boolean same = model.methodName().equalsString(method.getName())
                        && model.methodTypeSymbol().parameterCount() == method.getParameterCount()
                        && model.methodTypeSymbol()
                                .returnType()
                                .descriptorString()
                                .equals(descriptor)
                        && sameParameters(model, method);
                if (same) {
                    return model.code()
                            .map(code -> code.elementStream().noneMatch(ReturnInstruction.class::isInstance))
                            .orElse(false);
                }
            }
            return false;
        } catch (IOException | IllegalArgumentException e) {
            LOG.debug("{} cannot be read", file, e);
            return false;
        }
    }

    private static boolean sameParameters(MethodModel model, Method method) {
        for (int i = 0; i < method.getParameterCount(); i++) {
            String is = model.methodTypeSymbol().parameterType(i).descriptorString();
            if (!is.equals(method.getParameterTypes()[i].descriptorString())) {
                return false;
            }
        }
        return true;
    }
}
