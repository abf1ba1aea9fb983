package dev.tandem.spark;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;

/** The master that was named, looked at before Spark is: Spark itself tries for a minute. */
final class Master {
    private static final int PATIENCE_MILLIS = 5_000;

    private Master() {}

    static boolean isLocal(String master) {
        return master.startsWith("local");
    }

    /** Whether all is on this machine, so that it needs no name that others know. */
    static boolean isLoopback(String master) {
        for (String address : addresses(master)) {
            try {
                if (!InetAddress.getByName(host(address)).isLoopbackAddress()) {
                    return false;
                }
            } catch (UnknownHostException e) {
                return false;
            }
        }
        return true;
    }

    /** @throws IOException saying why nobody can be reached there */
    static void reach(String master) throws IOException {
        String why = "";
        for (String address : addresses(master)) {
            try (Socket socket = new Socket()) {
                InetSocketAddress to = new InetSocketAddress(host(address), port(address));
                if (to.isUnresolved()) {
                    throw new IOException("the host " + host(address) + " is not known");
                }
                socket.connect(to, PATIENCE_MILLIS);
                return;
            } catch (IOException e) {
                why = e.getMessage();
            }
        }
        throw new IOException("there is no master at " + master + " (" + why + ")");
    }

    private static String[] addresses(String master) {
        return master.substring("spark://".length()).split(",");
    }

    private static String host(String address) {
        String host = address.substring(0, address.lastIndexOf(':'));
        return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
    }

    private static int port(String address) {
        return Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
    }
}
