package dev.tandem.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.classfile.ClassFile;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ModernClassesTest {
    @TempDir
    Path directory;

    @Test
    void everyClassOfAnOldJarIsNewEnoughForTheCacheAndStillVerifies() throws Exception {
        Path jar = directory.resolve("picocli.jar");
        Files.copy(jarOf(CommandLine.class), jar);
        assertThat(version(jar, "picocli/CommandLine.class")).isLessThan(ClassFile.JAVA_6_VERSION);

        ModernClasses.main(new String[] {directory.toString()});

        int classes = 0;
        try (JarFile in = new JarFile(jar.toFile());
                URLClassLoader loader =
                        new URLClassLoader(new URL[] {jar.toUri().toURL()}, ClassLoader.getPlatformClassLoader())) {
            for (var entry : in.stream().toList()) {
                String name = entry.getName();
                if (name.endsWith(".class") && !name.startsWith("META-INF") && !name.contains("groovy")) {
                    // Initializing verifies it: a wrong stack map would be a VerifyError.
                    Class.forName(name.substring(0, name.length() - 6).replace('/', '.'), true, loader);
                    classes++;
                }
            }
        }
        assertThat(classes).isGreaterThan(100);
        assertThat(version(jar, "picocli/CommandLine.class")).isGreaterThanOrEqualTo(ClassFile.JAVA_6_VERSION);
    }

    @Test
    void aJarThatIsNewEnoughStaysAsItIs() throws Exception {
        Path jar = directory.resolve("assertj.jar");
        Files.copy(jarOf(org.assertj.core.api.Assertions.class), jar);
        byte[] before = Files.readAllBytes(jar);
        ModernClasses.rewrite(jar);
        assertThat(Files.readAllBytes(jar)).isEqualTo(before);
    }

    private static Path jarOf(Class<?> type) throws Exception {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    }

    private static int version(Path jar, String entry) throws Exception {
        try (JarFile in = new JarFile(jar.toFile())) {
            return ClassFile.of()
                    .parse(in.getInputStream(in.getJarEntry(entry)).readAllBytes())
                    .majorVersion();
        }
    }
}
