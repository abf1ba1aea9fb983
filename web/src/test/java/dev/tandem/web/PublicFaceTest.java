package dev.tandem.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PublicFaceTest {
    @Test
    void whoUsesTheServerSeesNoTypeOfTheServerUnderneath() throws Exception {
        Path classes = Path.of(WebServer.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        List<String> seen = new ArrayList<>();
        try (Stream<Path> files = Files.list(classes.resolve("dev/tandem/web"))) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString();
                if (!name.endsWith(".class") || name.equals("package-info.class")) {
                    continue;
                }
                Class<?> type = Class.forName("dev.tandem.web." + name.substring(0, name.length() - 6));
                if (Modifier.isPublic(type.getModifiers())) {
                    collect(type, seen);
                }
            }
        }
        assertThat(seen).contains("dev.tandem.web.Response", "java.time.InstantSource", "dev.tandem.web.WebSocketPeer");
        assertThat(seen).allMatch(type -> !type.contains("jetty"));
    }

    private static void collect(Class<?> type, List<String> seen) {
        if (type.getSuperclass() != null) {
            seen.add(type.getSuperclass().getName());
        }
        for (Constructor<?> constructor : type.getConstructors()) {
            parameters(constructor, seen);
        }
        for (Method method : type.getMethods()) {
            seen.add(method.getReturnType().getName());
            parameters(method, seen);
        }
    }

    private static void parameters(Executable executable, List<String> seen) {
        for (Class<?> parameter : executable.getParameterTypes()) {
            seen.add(parameter.getName());
        }
    }
}
