package dev.tandem.webhook.auth;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Addresses and networks, such as {@code 127.0.0.1}, {@code 10.0.0.0/8}, {@code ::1}, {@code tradingview}. */
public final class AddressList {
    /** Where TradingView sends its alerts from, as it says itself. */
    public static final List<String> TRADING_VIEW =
            List.of("52.89.214.238", "34.212.75.30", "54.218.53.128", "52.32.178.7");

    /** Nobody. */
    public static final AddressList NONE = new AddressList(List.of(), false);

    private static final Pattern LITERAL =
            Pattern.compile("[0-9]{1,3}(?:\\.[0-9]{1,3}){3}|[0-9A-Fa-f:]*:[0-9A-Fa-f:.]*");

    private record Network(byte[] address, int bits) {
        boolean contains(byte[] other) {
            if (other.length != address.length) {
                return false;
            }
            int whole = bits / 8;
            for (int i = 0; i < whole; i++) {
                if (address[i] != other[i]) {
                    return false;
                }
            }
            int rest = bits % 8;
            return rest == 0 || sameBits(address[whole], other[whole], rest);
        }

        private static boolean sameBits(byte a, byte b, int bits) {
            return (((a ^ b) & 0xff) >>> (8 - bits)) == 0;
        }
    }

    private final List<Network> networks;
    private final boolean namesTradingView;

    private AddressList(List<Network> networks, boolean namesTradingView) {
        this.networks = List.copyOf(networks);
        this.namesTradingView = namesTradingView;
    }

    /**
     * From the configuration's words.
     *
     * @throws IllegalArgumentException naming the word that is none
     */
    public static AddressList of(List<String> words) {
        List<Network> networks = new ArrayList<>();
        boolean tradingView = false;
        for (String word : words) {
            String text = word.strip();
            if (text.toLowerCase(Locale.ROOT).equals("tradingview")) {
                tradingView = true;
                TRADING_VIEW.forEach(address -> networks.add(network(address)));
            } else {
                networks.add(network(text));
            }
        }
        return new AddressList(networks, tradingView);
    }

    private static Network network(String text) {
        int slash = text.indexOf('/');
        InetAddress address = parse(slash < 0 ? text : text.substring(0, slash));
        if (address == null) {
            throw bad(text);
        }
        byte[] bytes = address.getAddress();
        int bits = bytes.length * 8;
        if (slash >= 0) {
            String number = text.substring(slash + 1);
            if (!number.matches("[0-9]{1,3}") || Integer.parseInt(number) > bits) {
                throw bad(text);
            }
            bits = Integer.parseInt(number);
        }
        return new Network(bytes, bits);
    }

    private static IllegalArgumentException bad(String text) {
        return new IllegalArgumentException(
                "'" + text + "' is not an address such as 203.0.113.7, a network such as 10.0.0.0/8, or 'tradingview'");
    }

    /** A literal address without asking anybody; IPv4 inside IPv6 is IPv4. Null if it is none. */
    static @Nullable InetAddress parse(String text) {
        if (!LITERAL.matcher(text).matches()) {
            return null;
        }
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            return null;
        }
    }

    public boolean isEmpty() {
        return networks.isEmpty();
    }

    /** Whether everybody with an account at TradingView could send from here. */
    public boolean namesTradingView() {
        return namesTradingView;
    }

    public boolean contains(InetAddress address) {
        byte[] bytes = address.getAddress();
        for (Network network : networks) {
            if (network.contains(bytes)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Who really sends: the peer, or, if that is a proxy of ours, the address that the last proxy of ours saw. Counted from
     * the right, because whoever is on the left can write what he likes.
     *
     * @param proxies whose word is believed
     * @param forwarded the values of all {@code X-Forwarded-For} headers, in order
     * @return null if a proxy of ours says something that is no address
     */
    public static @Nullable InetAddress sender(InetAddress peer, AddressList proxies, List<String> forwarded) {
        if (!proxies.contains(peer) || forwarded.isEmpty()) {
            return peer;
        }
        String[] hops = String.join(",", forwarded).split(",", -1);
        InetAddress sender = peer;
        for (int i = hops.length - 1; i >= 0 && proxies.contains(sender); i--) {
            sender = parse(hops[i].strip());
            if (sender == null) {
                return null;
            }
        }
        return sender;
    }
}
