package dev.tandem.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFile.ClassHierarchyResolverOption;
import java.lang.classfile.ClassFile.StackMapsOption;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeTransform;
import java.lang.constant.ClassDesc;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Brings very old class files in the copies of jars that the launcher runs to a newer format. The JVM's ahead-of-time
 * cache leaves out classes from before Java 6 (no stack maps), and picocli is compiled for Java 5: with this the command
 * starts in a third of the time. The code itself stays as it is; jars that are signed or new enough stay untouched.
 */
final class ModernClasses {
    /** The first version whose classes the cache takes. */
    private static final int OLDEST = ClassFile.JAVA_6_VERSION;

    private static final int NEW = ClassFile.JAVA_17_VERSION;

    private ModernClasses() {}

    /** Rewrites the jars of a folder. */
    public static void main(String[] arguments) throws IOException {
        List<Path> jars;
        try (var files = Files.list(Path.of(arguments[0]))) {
            jars = files.filter(file -> file.toString().endsWith(".jar")).toList();
        }
        for (Path jar : jars) {
            rewrite(jar);
        }
    }

    /** Rewrites one jar, if it has old classes. */
    static void rewrite(Path jar) throws IOException {
        ByteArrayOutputStream rewritten = new ByteArrayOutputStream();
        try (JarFile in = new JarFile(jar.toFile())) {
            List<JarEntry> entries = in.stream().toList();
            if (!hasOldClasses(in, entries) || isSigned(entries)) {
                return;
            }
            ClassFile format = format(in);
            try (JarOutputStream out = new JarOutputStream(rewritten)) {
                for (JarEntry entry : entries) {
                    byte[] bytes = bytes(in, entry);
                    out.putNextEntry(new JarEntry(entry.getName()));
                    out.write(isOldClass(entry, bytes) ? modern(format, bytes) : bytes);
                }
            }
        }
        Path next = jar.resolveSibling(jar.getFileName() + ".new");
        Files.write(next, rewritten.toByteArray());
        Files.move(next, jar, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    private static byte[] modern(ClassFile format, byte[] bytes) {
        return format.transformClass(
                format.parse(bytes),
                ClassTransform.transformingMethodBodies(CodeTransform.ACCEPT_ALL)
                        .andThen(ClassTransform.endHandler(made -> made.withVersion(NEW, 0))));
    }

    private static ClassFile format(JarFile jar) {
        ClassHierarchyResolver ofJar = ClassHierarchyResolver.ofResourceParsing((ClassDesc type) -> open(jar, type))
                .cached();
        return ClassFile.of(
                StackMapsOption.GENERATE_STACK_MAPS,
                ClassHierarchyResolverOption.of(ofJar.orElse(ClassHierarchyResolver.defaultResolver())));
    }

    private static @Nullable InputStream open(JarFile jar, ClassDesc type) {
        String name = type.descriptorString();
        JarEntry entry = jar.getJarEntry(name.substring(1, name.length() - 1) + ".class");
        try {
            return entry == null ? null : jar.getInputStream(entry);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean hasOldClasses(JarFile jar, List<JarEntry> entries) throws IOException {
        for (JarEntry entry : entries) {
            if (entry.getName().endsWith(".class") && isOldClass(entry, bytes(jar, entry))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOldClass(JarEntry entry, byte[] bytes) {
        return entry.getName().endsWith(".class")
                && bytes.length > 8
                && (((bytes[6] & 0xff) << 8) | (bytes[7] & 0xff)) < OLDEST;
    }

    private static boolean isSigned(List<JarEntry> entries) {
        return entries.stream().anyMatch(entry -> entry.getName().matches("META-INF/[^/]+\\.(SF|RSA|DSA|EC)"));
    }

    private static byte[] bytes(JarFile jar, JarEntry entry) throws IOException {
        try (InputStream in = jar.getInputStream(entry)) {
            return in.readAllBytes();
        }
    }
}
