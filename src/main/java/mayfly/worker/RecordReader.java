package mayfly.worker;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Inputs to a record, in one pass over their JSON and without databind, which would cost a worker more than the rest of its start. It knows what nearly every computation asks
 * for: records of text, numbers, truth values, files, and lists of these. Whatever it does not know, or finds amiss, it leaves to {@link Binding}, whose word is final: so
 * there is one set of rules, and one wording of faults.
 */
final class RecordReader {
    private final JsonFactory json;
    private final Path inputs;

    /** @param inputs folder of the attempt's input files */
    RecordReader(JsonFactory json, Path inputs) {
        this.json = json;
        this.inputs = inputs;
    }

    /** Says that this is one for databind. Without a trace: it is no fault. */
    private static final class Unfit extends Exception {
        private static final long serialVersionUID = 1L;

        Unfit() {
            super(null, null, false, false);
        }
    }

    /** @return empty when it is one for databind */
    Optional<Object> read(Path values, Class<?> type) throws IOException {
        try (InputStream in = Files.newInputStream(values); JsonParser parser = json.createParser(ObjectReadContext.empty(), in)) {
            parser.nextToken();
            return Optional.of(record(parser, type));
        } catch (Unfit | JacksonException | ReflectiveOperationException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private Object record(JsonParser parser, Class<?> type) throws Unfit, ReflectiveOperationException {
        if (!type.isRecord() || type.getAnnotations().length > 0 || parser.currentToken() != JsonToken.START_OBJECT) throw new Unfit();
        RecordComponent[] components = type.getRecordComponents();
        Map<String, Integer> places = new HashMap<>();
        for (int i = 0; i < components.length; i++) places.put(components[i].getName(), i);
        var values = new Object[components.length];
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            Integer place = places.get(parser.currentName());
            if (place == null) throw new Unfit();
            parser.nextToken();
            values[place] = value(parser, components[place].getGenericType());
        }
        return constructor(type, components, values).newInstance(values);
    }

    private static Constructor<?> constructor(Class<?> type, RecordComponent[] components, Object[] values) throws Unfit, ReflectiveOperationException {
        var types = new Class<?>[components.length];
        for (int i = 0; i < types.length; i++) {
            types[i] = components[i].getType();
            if (types[i].isPrimitive() && values[i] == null || components[i].getAnnotations().length > 0) throw new Unfit();
        }
        Constructor<?> constructor = type.getDeclaredConstructor(types);
        if (constructor.getAnnotations().length > 0) throw new Unfit();
        constructor.setAccessible(true);
        return constructor;
    }

    private Object value(JsonParser parser, Type type) throws Unfit, ReflectiveOperationException {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.VALUE_NULL) return null;
        if (type instanceof ParameterizedType list && list.getRawType() == List.class) return list(parser, list.getActualTypeArguments()[0]);
        if (type == String.class && token == JsonToken.VALUE_STRING) return parser.getString();
        if ((type == boolean.class || type == Boolean.class) && (token == JsonToken.VALUE_TRUE || token == JsonToken.VALUE_FALSE)) return token == JsonToken.VALUE_TRUE;
        if (token == JsonToken.VALUE_NUMBER_INT || token == JsonToken.VALUE_NUMBER_FLOAT) return number(parser, type);
        if (type == InputFile.class) return file(parser);
        if (type instanceof Class<?> inner && inner.isRecord()) return record(parser, inner);
        throw new Unfit();
    }

    /** A single value stands for a list of one. */
    private List<Object> list(JsonParser parser, Type of) throws Unfit, ReflectiveOperationException {
        var out = new ArrayList<>();
        if (parser.currentToken() != JsonToken.START_ARRAY) out.add(value(parser, of));
        else while (parser.nextToken() != JsonToken.END_ARRAY) out.add(value(parser, of));
        return out;
    }

    /** Whole numbers only as they are: 1.0 is one too, and databind knows how to say so when 1.5 is not. */
    private static Object number(JsonParser parser, Type type) throws Unfit {
        if (type == double.class || type == Double.class) return parser.getDoubleValue();
        if (parser.currentToken() != JsonToken.VALUE_NUMBER_INT) throw new Unfit();
        if (type == long.class || type == Long.class) return parser.getLongValue();
        if (type == int.class || type == Integer.class) return parser.getIntValue();
        throw new Unfit();
    }

    private InputFile file(JsonParser parser) throws Unfit {
        if (parser.currentToken() != JsonToken.START_OBJECT) throw new Unfit();
        Map<String, String> said = new HashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            if (!parser.nextToken().isScalarValue()) throw new Unfit();
            said.put(name, parser.getString());
        }
        if (said.get("file") == null || said.get("size") == null) throw new Unfit();
        return InputFile.in(inputs, said.get("file"), said.getOrDefault("name", ""), Long.parseLong(said.get("size")), said.getOrDefault("mediaType", ""));
    }
}
