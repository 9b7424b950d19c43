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
    /** Files that are sent as they are; they are read when they are sent. */
    private final Map<String, List<Path>> files = new LinkedHashMap<>();

    /** @param in what {@code @-} stands for */
    Given(JsonElement description, InputStream in) {
        this.description = Json.object(description, "inputs");
        this.in = in;
    }

    /** @return this. @throws Ending USAGE naming what was typed and what would be accepted */
    Given take(List<String> typed) {
        for (String one : typed) take(one);
        return this;
    }

    /** As an execute request has them: files in base64. */
    JsonObject json() {
        var all = new LinkedHashMap<String, List<JsonElement>>();
        values.forEach((name, some) -> all.put(name, new ArrayList<>(some)));
        files.forEach((name, some) -> some.forEach(file -> all.computeIfAbsent(name, n -> new ArrayList<>()).add(qualified(name, file))));
        var out = new JsonObject();
        all.forEach((name, some) -> out.add(name, some.size() == 1 ? some.get(0) : list(some)));
        return out;
    }

    /** Bytes of all files together. */
    long size() {
        return files.values().stream().flatMap(List::stream).mapToLong(file -> file.toFile().length()).sum();
    }

    /** As a form has them: what was not given by its default, since a form sends all its fields, and an absent box is no. */
    Multipart form() {
        var form = new Multipart();
        for (String name : description.keySet()) {
            JsonElement standard = Json.object(description.get(name), "schema").get("default");
            if (standard != null && !values.containsKey(name) && !files.containsKey(name)) fields(form, name, standard);
        }
        values.forEach((name, all) -> all.forEach(value -> fields(form, name, value)));
        files.forEach((name, all) -> all.forEach(file -> form.file(name, file)));
        return form;
    }

    private static void fields(Multipart form, String name, JsonElement value) {
        if (value instanceof JsonArray all) all.forEach(one -> form.field(name, text(one)));
        else form.field(name, text(value));
    }

    private static String text(JsonElement value) {
        return value instanceof JsonPrimitive p ? p.getAsString() : value.toString();
    }

    private static JsonArray list(List<JsonElement> all) {
        var out = new JsonArray();
        all.forEach(out::add);
        return out;
    }

    /** Of a process that takes one file, {@code file} is that one, whatever it is called there. */
    private String named(String name) {
        if (description.has(name) || !name.equals("file")) return name;
        List<String> files = description.keySet().stream().filter(id -> isBinary(Json.object(description.get(id), "schema"))).toList();
        return files.size() == 1 ? files.get(0) : name;
    }

    private void take(String typed) {
        int equals = typed.indexOf('=');
        boolean json = equals > 0 && typed.charAt(equals - 1) == ':';
        String name = equals < 0 ? typed : named(typed.substring(0, json ? equals - 1 : equals));
        if (equals < 0 || name.isEmpty()) throw Ending.usage("“" + typed + "” is no input: write name=value, name=@file or name:=JSON.");
        if (!description.has(name)) throw Ending.usage("There is no input “" + name + "”; there are: " + Terminal.plain(String.join(", ", description.keySet())) + ".");
        String value = typed.substring(equals + 1);
        JsonObject schema = Json.object(description.get(name), "schema");
        if (!json && value.startsWith("@")) file(name, value.substring(1), schema);
        else add(name, json ? json(name, value) : literal(name, value, schema));
    }

    private void add(String name, JsonElement value) {
        values.computeIfAbsent(name, n -> new ArrayList<>()).add(value);
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

    private static boolean isBinary(JsonObject schema) {
        return Json.text(schema, "format").matches("binary|byte") || Json.text(schema, "contentEncoding").equals("base64");
    }

    /** Bytes where the input asks for a file, its text where it asks for text, and JSON where it asks for anything else. */
    private void file(String name, String file, JsonObject schema) {
        boolean isBinary = isBinary(schema) || type(schema).isEmpty();
        try {
            if (isBinary && !file.equals("-")) {
                if (!Files.isReadable(Path.of(file)) || Files.isDirectory(Path.of(file))) throw new IOException("there is none that can be read");
                files.computeIfAbsent(name, n -> new ArrayList<>()).add(Path.of(file));
                return;
            }
            byte[] bytes = file.equals("-") ? in.readAllBytes() : Files.readAllBytes(Path.of(file));
            String text = new String(bytes, StandardCharsets.UTF_8);
            if (isBinary) add(name, qualified(bytes, Json.text(schema, "contentMediaType"), "application/octet-stream"));
            else add(name, type(schema).equals("string") ? new JsonPrimitive(text) : json(name, text));
        } catch (IOException e) {
            throw unreadable(name, file, e);
        }
    }

    private static Ending unreadable(String name, String file, IOException e) {
        return Ending.usage("“" + name + "=@" + file + "”: the file cannot be read (" + e.getMessage() + ").");
    }

    private JsonObject qualified(String name, Path file) {
        try {
            return qualified(Files.readAllBytes(file), Json.text(Json.object(description.get(name), "schema"), "contentMediaType"), MediaTypes.of(file));
        } catch (IOException e) {
            throw unreadable(name, file.toString(), e);
        }
    }

    private static JsonObject qualified(byte[] bytes, String declared, String found) {
        var out = new JsonObject();
        out.addProperty("value", Base64.getEncoder().encodeToString(bytes));
        out.addProperty("mediaType", declared.isEmpty() ? found : declared);
        out.addProperty("encoding", "base64");
        return out;
    }
}
