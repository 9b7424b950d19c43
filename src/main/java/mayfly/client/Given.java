package mayfly.client;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Inputs as they were typed, in the form that their description asks for: {@code name=value}, {@code name=@file}, {@code name:=JSON}; a name that is given more than once has several values.
 */
final class Given {
    private final JsonObject description;
    private final InputStream in;
    private final Map<String, List<JsonElement>> values = new LinkedHashMap<>();

    /** @param in what {@code @-} stands for */
    Given(JsonElement description, InputStream in) {
        this.description = Json.object(description, "inputs");
        this.in = in;
    }

    /** @throws Ending USAGE naming what was typed and what would be accepted */
    JsonObject of(List<String> typed) {
        for (String one : typed) take(one);
        var out = new JsonObject();
        values.forEach((name, all) -> out.add(name, all.size() == 1 ? all.get(0) : list(all)));
        return out;
    }

    private static JsonArray list(List<JsonElement> all) {
        var out = new JsonArray();
        all.forEach(out::add);
        return out;
    }

    private void take(String typed) {
        int equals = typed.indexOf('=');
        boolean json = equals > 0 && typed.charAt(equals - 1) == ':';
        String name = equals < 0 ? typed : typed.substring(0, json ? equals - 1 : equals);
        if (equals < 0 || name.isEmpty()) throw Ending.usage("“" + typed + "” is no input: write name=value, name=@file or name:=JSON.");
        if (!description.has(name)) throw Ending.usage("There is no input “" + name + "”; there are: " + Terminal.plain(String.join(", ", description.keySet())) + ".");
        String value = typed.substring(equals + 1);
        JsonObject schema = Json.object(description.get(name), "schema");
        values.computeIfAbsent(name, n -> new ArrayList<>()).add(json ? json(name, value) : value.startsWith("@") ? file(name, value.substring(1), schema) : literal(name, value, schema));
    }

    private static JsonElement json(String name, String text) {
        try {
            return JsonParser.parseString(text);
        } catch (JsonParseException e) {
            throw Ending.usage("“" + name + ":=" + text + "” is no JSON: " + e.getMessage());
        }
    }

    private static JsonElement literal(String name, String value, JsonObject schema) {
        return switch (type(schema)) {
            case "integer", "number" -> number(name, value, Json.text(schema, "type").equals("integer"));
            case "boolean" -> truth(name, value);
            case "array", "object" -> json(name, value);
            case "null" -> JsonNull.INSTANCE;
            default -> new JsonPrimitive(value);
        };
    }

    private static String type(JsonObject schema) {
        return schema.get("type") instanceof JsonArray several && !several.isEmpty() ? several.get(0).getAsString() : Json.text(schema, "type");
    }

    private static JsonElement number(String name, String value, boolean whole) {
        try {
            return new JsonPrimitive(new BigDecimal(value.strip()));
        } catch (NumberFormatException e) {
            throw Ending.usage("“" + name + "=" + value + "”: write a " + (whole ? "whole number" : "number") + ".");
        }
    }

    private static JsonElement truth(String name, String value) {
        return switch (value) {
            case "true", "yes" -> new JsonPrimitive(true);
            case "false", "no" -> new JsonPrimitive(false);
            default -> throw Ending.usage("“" + name + "=" + value + "”: write true or false.");
        };
    }

    /** Bytes where the input asks for a file, its text where it asks for text, and JSON where it asks for anything else. */
    private JsonElement file(String name, String file, JsonObject schema) {
        try {
            byte[] bytes = file.equals("-") ? in.readAllBytes() : Files.readAllBytes(Path.of(file));
            boolean binary = Json.text(schema, "format").matches("binary|byte") || Json.text(schema, "contentEncoding").equals("base64");
            if (binary || type(schema).isEmpty()) return qualified(file, bytes, schema);
            String text = new String(bytes, StandardCharsets.UTF_8);
            return type(schema).equals("string") ? new JsonPrimitive(text) : json(name, text);
        } catch (IOException e) {
            throw Ending.usage("“" + name + "=@" + file + "”: the file cannot be read (" + e.getMessage() + ").");
        }
    }

    private static JsonObject qualified(String file, byte[] bytes, JsonObject schema) throws IOException {
        String declared = Json.text(schema, "contentMediaType");
        var out = new JsonObject();
        out.addProperty("value", Base64.getEncoder().encodeToString(bytes));
        out.addProperty("mediaType", !declared.isEmpty() ? declared : file.equals("-") ? "application/octet-stream" : MediaTypes.of(Path.of(file)));
        out.addProperty("encoding", "base64");
        return out;
    }
}
