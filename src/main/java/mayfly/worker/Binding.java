package mayfly.worker;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import mayfly.job.RunFolder;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.AnnotatedMember;
import tools.jackson.databind.introspect.JacksonAnnotationIntrospector;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/** How inputs become objects of any kind: by databind, strictly, and with files as {@link InputFile}. Loaded only when {@link RecordReader} asks for it. */
final class Binding {
    private Binding() { }

    static JsonMapper mapper(Path inputs) {
        var files = new SimpleModule().addDeserializer(InputFile.class, new FileReader(inputs));
        return JsonMapper.builder().addModule(files).annotationIntrospector(new NumbersAreNeeded())
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
                        DeserializationFeature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
                .build();
    }

    /** The inputs of an attempt as the computation declares them. @throws InputException when they do not fit */
    static Object read(RunFolder folder, Computation<?, ?> computation) throws InputException {
        JsonMapper mapper = mapper(folder.inputs());
        JavaType type = mapper.getTypeFactory().constructType(computation.getClass()).findTypeParameters(Computation.class)[0];
        try {
            return mapper.readValue(folder.values().toFile(), type);
        } catch (JacksonException e) {
            throw new InputException("The inputs do not fit the computation: " + e.getOriginalMessage(), e);
        }
    }

    /**
     * One value from its JSON.
     *
     * @throws IOException when it is none of this type
     */
    static <T> T read(RunFolder folder, InputStream json, Class<T> type) throws IOException {
        try {
            return mapper(folder.inputs()).readValue(json, type);
        } catch (JacksonException e) {
            throw new IOException(e.getOriginalMessage(), e);
        }
    }

    /**
     * One value to JSON.
     *
     * @throws IOException              when it cannot be written
     * @throws IllegalArgumentException when the value is at fault
     */
    static void write(RunFolder folder, OutputStream out, Object value) throws IOException {
        try {
            mapper(folder.inputs()).writeValue(out, value);
        } catch (JacksonException e) {
            if (e.getCause() instanceof IOException cause) throw cause;
            throw new IllegalArgumentException("cannot be written as JSON: " + e.getOriginalMessage(), e);
        }
    }

    /** A number that lacks where the computation has no way to see that it does: 0 would be a guess. A truth value that lacks is no, as in a form. */
    private static final class NumbersAreNeeded extends JacksonAnnotationIntrospector {
        private static final long serialVersionUID = 1L;

        @Override
        public Boolean hasRequiredMarker(MapperConfig<?> config, AnnotatedMember member) {
            Class<?> type = member.getRawType();
            return type.isPrimitive() && type != boolean.class ? Boolean.TRUE : super.hasRequiredMarker(config, member);
        }
    }

    private static final class FileReader extends ValueDeserializer<InputFile> {
        private final Path inputs;

        FileReader(Path inputs) {
            this.inputs = inputs;
        }

        @Override
        public InputFile deserialize(JsonParser parser, DeserializationContext context) {
            JsonNode n = context.readTree(parser);
            return InputFile.in(inputs, n.path("file").asString(), n.path("name").asString(), n.path("size").asLong(), n.path("mediaType").asString(""));
        }
    }
}
