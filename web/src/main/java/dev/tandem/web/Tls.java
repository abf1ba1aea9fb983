package dev.tandem.web;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The user's certificate and its private key, read from files once, at the start. TLS 1.2 and 1.3. */
public final class Tls {
    private static final Pattern KEY =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]*PRIVATE KEY)-----([^-]*)-----END \\1-----");
    private static final char[] IN_MEMORY = "in-memory".toCharArray();

    private final KeyStore keyStore;
    private final char[] password;

    private Tls(KeyStore keyStore, char[] password) {
        this.keyStore = keyStore;
        this.password = password;
    }

    /**
     * From a PKCS #12 file ({@code .p12}, {@code .pfx}).
     *
     * @throws WebServerException if it cannot be read, naming the file
     */
    public static Tls pkcs12(Path file, char[] password) {
        try (InputStream in = Files.newInputStream(file)) {
            KeyStore keyStore = KeyStore.getInstance("PKCS12");
            keyStore.load(in, password);
            return new Tls(keyStore, password.clone());
        } catch (NoSuchFileException e) {
            throw new WebServerException("there is no file " + e.getFile(), e);
        } catch (IOException | GeneralSecurityException e) {
            throw new WebServerException(
                    file + " is not a PKCS #12 file with a certificate and its key, or the password is wrong", e);
        }
    }

    /**
     * From two PEM files, as certificate authorities hand them out.
     *
     * @param chain the certificate, then those of its issuers
     * @param key its private key, PKCS #8 without a password ({@code BEGIN PRIVATE KEY})
     * @throws WebServerException if they cannot be read or do not belong together, naming the file
     */
    public static Tls pem(Path chain, Path key) {
        try {
            Certificate[] certificates = CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(Files.readAllBytes(chain)))
                    .toArray(Certificate[]::new);
            if (certificates.length == 0) {
                throw new GeneralSecurityException("no certificate");
            }
            PrivateKey privateKey = privateKey(key, ((X509Certificate) certificates[0]));
            if (!belongs(privateKey, (X509Certificate) certificates[0])) {
                throw new InvalidKeySpecException("the key is not that of the first certificate");
            }
            KeyStore keyStore = KeyStore.getInstance("PKCS12");
            keyStore.load(null, IN_MEMORY);
            keyStore.setKeyEntry("tandem", privateKey, IN_MEMORY, certificates);
            return new Tls(keyStore, IN_MEMORY);
        } catch (NoSuchFileException e) {
            throw new WebServerException("there is no file " + e.getFile(), e);
        } catch (IOException | GeneralSecurityException e) {
            throw new WebServerException(
                    chain + " and " + key + " are not a certificate and its private key in PEM form: " + e.getMessage(),
                    e);
        }
    }

    private static PrivateKey privateKey(Path file, X509Certificate certificate)
            throws IOException, GeneralSecurityException {
        Matcher matcher = KEY.matcher(Files.readString(file, StandardCharsets.US_ASCII));
        if (!matcher.find()) {
            throw new InvalidKeySpecException("there is no private key in " + file);
        }
        if (!matcher.group(1).equals("PRIVATE KEY")) {
            throw new InvalidKeySpecException(file + " has a '" + matcher.group(1)
                    + "'; PKCS #8 without a password is read: openssl pkcs8 -topk8 -nocrypt -in KEY -out NEW-KEY");
        }
        try {
            byte[] der = Base64.getMimeDecoder().decode(matcher.group(2));
            String algorithm = certificate.getPublicKey().getAlgorithm();
            return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(der));
        } catch (IllegalArgumentException e) {
            throw new InvalidKeySpecException("the private key in " + file + " is damaged", e);
        }
    }

    /** Whether what the one signs is what the other knows. */
    private static boolean belongs(PrivateKey key, X509Certificate certificate) throws GeneralSecurityException {
        String algorithm = switch (key.getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            default -> "";
        };
        if (algorithm.isEmpty()) {
            // What else there is, the first handshake tells.
            return true;
        }
        byte[] sample = {1, 2, 3, 4};
        Signature signature = Signature.getInstance(algorithm);
        signature.initSign(key);
        signature.update(sample);
        byte[] signed = signature.sign();
        signature.initVerify(certificate.getPublicKey());
        signature.update(sample);
        return signature.verify(signed);
    }

    KeyStore keyStore() {
        return keyStore;
    }

    String password() {
        return new String(password);
    }
}
