package mayfly.worker;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.Reader;
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
/**
 * Inputs to a record, in one pass over their JSON and without databind, which would cost a worker more than the rest of its start. (Nor with databind's own parser: on JDK 25
 * it makes {@code BigDecimal} compute its powers of five, 30 ms.) It knows what nearly every computation asks for: records of text, numbers, truth values, files, and lists of
 * these. Whatever it does not know, or finds amiss, it leaves to {@link Binding}, whose word is final: so there is one set of rules, and one wording of faults.
 */
final class RecordReader {
    private final Path inputs;

    /** @param inputs folder of the attempt's input files */
    RecordReader(Path inputs) {
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
    Optional<Object> read(Path values, Class<?> type) {
        try (Reader text = Files.newBufferedReader(values)) {
            return read(text, type);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** @return empty when it is one for databind; the text has been read to some place then */
    Optional<Object> read(Reader text, Class<?> type) {
        try (JsonReader json = new JsonReader(text)) {
            json.setStrictness(Strictness.STRICT);
            return Optional.of(record(json, type));
        } catch (Unfit | IOException | ReflectiveOperationException | IllegalArgumentException | IllegalStateException e) {
            return Optional.empty();
        }
    }

    private Object record(JsonReader json, Class<?> type) throws Unfit, IOException, ReflectiveOperationException {
        if (!type.isRecord() || type.getAnnotations().length > 0) throw new Unfit();
        RecordComponent[] components = type.getRecordComponents();
        Map<String, Integer> places = new HashMap<>();
        for (int i = 0; i < components.length; i++) places.put(components[i].getName(), i);
        var values = new Object[components.length];
        json.beginObject();
        while (json.hasNext()) {
            Integer place = places.get(json.nextName());
            if (place == null) throw new Unfit();
            values[place] = value(json, components[place].getGenericType());
        }
        json.endObject();
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

    private Object value(JsonReader json, Type type) throws Unfit, IOException, ReflectiveOperationException {
        JsonToken token = json.peek();
        if (token == JsonToken.NULL) {
            json.nextNull();
            return null;
        }
        if (type instanceof ParameterizedType list && list.getRawType() == List.class) return list(json, list.getActualTypeArguments()[0]);
        if (type == String.class && token == JsonToken.STRING) return json.nextString();
        if ((type == boolean.class || type == Boolean.class) && token == JsonToken.BOOLEAN) return json.nextBoolean();
        if (token == JsonToken.NUMBER) return number(json, type);
        if (type == InputFile.class) return file(json);
        if (type instanceof Class<?> inner && inner.isRecord()) return record(json, inner);
        throw new Unfit();
    }

    /** A single value stands for a list of one. */
    private List<Object> list(JsonReader json, Type of) throws Unfit, IOException, ReflectiveOperationException {
        var out = new ArrayList<>();
        if (json.peek() != JsonToken.BEGIN_ARRAY) {
            out.add(value(json, of));
            return out;
        }
        json.beginArray();
        while (json.hasNext()) out.add(value(json, of));
        json.endArray();
        return out;
    }

    /** A whole number may be written 1.0; 1.5 is none. */
    private static Object number(JsonReader json, Type type) throws Unfit, IOException {
        if (type == double.class || type == Double.class) return json.nextDouble();
        if (type == long.class || type == Long.class) return json.nextLong();
        if (type == int.class || type == Integer.class) return json.nextInt();
        throw new Unfit();
    }

    private InputFile file(JsonReader json) throws Unfit, IOException {
        Map<String, String> said = new HashMap<>();
        json.beginObject();
        while (json.hasNext()) said.put(json.nextName(), json.nextString());
        json.endObject();
        if (said.get("file") == null || said.get("size") == null) throw new Unfit();
        return InputFile.in(inputs, said.get("file"), said.getOrDefault("name", ""), Long.parseLong(said.get("size")), said.getOrDefault("mediaType", ""));
    }
}
