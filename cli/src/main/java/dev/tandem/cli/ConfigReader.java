package dev.tandem.cli;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads YAML into {@link ConfigNode}s that know their lines. */
final class ConfigReader {
    private final String name;

    private ConfigReader(String name) {
        this.name = name;
    }

    /**
     * Reads a file.
     *
     * @param name the file as the user knows it, for messages
     * @throws UserError naming file, line and column if it is not a YAML mapping
     */
    static ConfigNode.Mapping read(Path file, String name) {
        String text;
        try {
            text = TextFile.read(file, name, "a configuration").text();
        } catch (NoSuchFileException e) {
            throw UserError.at(name, "there is no such file");
        }
        return new ConfigReader(name).parse(text);
    }

    private ConfigNode.Mapping parse(String text) {
        try (YAMLParser parser = new YAMLFactory().createParser(text)) {
            JsonToken first = parser.nextToken();
            if (first == null) {
                return new ConfigNode.Mapping(Map.of(), 1);
            }
            ConfigNode root = node(parser);
            if (parser.nextToken() != null) {
                throw problem(parser, "a second document begins; there can be one");
            }
            if (root instanceof ConfigNode.Mapping mapping) {
                return mapping;
            }
            if (root instanceof ConfigNode.Nothing) {
                return new ConfigNode.Mapping(Map.of(), 1);
            }
            throw UserError.at(name + ":" + root.line(), "expected 'option: value' lines");
        } catch (JacksonException e) {
            JsonLocation at = e.getLocation();
            throw UserError.at(at == null ? name : name + ":" + at.getLineNr() + ":" + at.getColumnNr(), reason(e));
        } catch (IOException e) {
            throw UserError.at(name, "cannot be read: " + e.getMessage());
        }
    }

    /** What the YAML parser found wrong: its own words without the excerpt that it draws below them. */
    private static String reason(JacksonException e) {
        String message = e.getOriginalMessage() == null ? "" : e.getOriginalMessage();
        List<String> words = new ArrayList<>();
        for (String line : message.split("\\R", -1)) {
            if (!line.startsWith(" ") && !line.isBlank()) {
                words.add(line.strip());
            }
        }
        return "is not YAML: " + String.join(", ", words);
    }

    private ConfigNode node(YAMLParser parser) throws IOException {
        int line = parser.currentTokenLocation().getLineNr();
        return switch (parser.currentToken()) {
            case START_OBJECT -> mapping(parser, line);
            case START_ARRAY -> sequence(parser, line);
            case VALUE_NULL -> new ConfigNode.Nothing(line);
            default -> {
                if (parser.isCurrentAlias()) {
                    throw problem(parser, "aliases (*name) are not supported: write the value");
                }
                yield new ConfigNode.Scalar(parser.getText(), line);
            }
        };
    }

    private ConfigNode mapping(YAMLParser parser, int line) throws IOException {
        Map<String, ConfigNode.Entry> entries = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            int keyLine = parser.currentTokenLocation().getLineNr();
            String key = parser.currentName();
            parser.nextToken();
            if (entries.put(key, new ConfigNode.Entry(node(parser), keyLine)) != null) {
                throw UserError.at(name + ":" + keyLine, "'" + key + "' is there twice");
            }
        }
        return new ConfigNode.Mapping(entries, line);
    }

    private ConfigNode sequence(YAMLParser parser, int line) throws IOException {
        List<ConfigNode> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.add(node(parser));
        }
        return new ConfigNode.Sequence(List.copyOf(items), line);
    }

    private UserError problem(YAMLParser parser, String what) throws IOException {
        JsonLocation at = parser.currentTokenLocation();
        return UserError.at(name + ":" + at.getLineNr() + ":" + at.getColumnNr(), what);
    }
}
