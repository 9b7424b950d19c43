package mayfly.catalog;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import mayfly.job.Limits;
import mayfly.job.RetryPolicy;
import tools.jackson.databind.JsonNode;

/**
 * One process: what can be run, with which inputs and outputs, how, and within which limits. Read from one YAML file by
 * {@link Catalog}; the words follow OGC API - Processes 1.0, clause 7.10.
 *
 * @param id          letters, digits, dash and underscore; the name in URLs
 * @param version     of this description
 * @param title       for people
 * @param description one or two sentences for people
 * @param keywords    may be empty
 * @param inputs      by input id, in the order of the form
 * @param outputs     by output id, in the order of the results page
 * @param groups      headings of the form, each with the inputs below it; empty = one group without a heading
 * @param run         how it is carried out
 * @param limits      what one attempt may use
 * @param retry       when another attempt follows a failed one
 * @param keep        how long a finished job is kept; null = the deployment's retention
 * @param samples     inputs to try it with; may be empty
 * @param submit      words on the form's button ("Profile the table")
 * @param label       id of the input whose value tells jobs of this process apart in lists; null = none
 * @param template    Thymeleaf template of its own for the results, a file beside the description; null = drawn from the outputs
 * @param modes       how programs may have it carried out; at least one
 * @param source      the file that it was read from
 * @param written     what stood in it
 */
public record ProcessDescription(String id, String version, String title, String description, List<String> keywords,
                                 Map<String, Input> inputs, Map<String, Output> outputs, List<Group> groups, Run run, Limits limits,
                                 RetryPolicy retry, Duration keep, List<Sample> samples, String submit, String label, Path template, Set<Mode> modes, Path source, Written written) {

    /** The same, its results drawn by that template; null = drawn from the outputs. */
    ProcessDescription drawnBy(Path file) {
        return new ProcessDescription(id, version, title, description, keywords, inputs, outputs, groups, run, limits, retry, keep, samples, submit, label, file, modes, source, written);
    }

    /** An input's description for programs: of one that is not always asked for it says when it is. */
    public String told(String input) {
        Input one = inputs.get(input);
        return one.when() == null ? one.description() : (one.description() + " " + one.when().words(inputs.get(one.when().input()))).strip();
    }

    /** How many values of an input every submission needs: none of one that is not always asked for. */
    public int least(String input) {
        return inputs.get(input).when() == null ? inputs.get(input).minOccurs() : 0;
    }

    /**
     * @param title       label of the field
     * @param description help below the label; may be empty
     * @param minOccurs   0 = optional, otherwise at least that many values
     * @param maxOccurs   1, or more for several values; {@link Integer#MAX_VALUE} = unbounded
     * @param schema      JSON Schema of one value, in OpenAPI 3.0's vocabulary. A file is
     *                    {@code {type: string, format: binary, contentMediaType: ...}}
     * @param form        hints for drawing; null becomes a form without hints
     * @param when        when it is asked for; null = always
     */
    public record Input(String title, String description, int minOccurs, int maxOccurs, JsonNode schema, Form form, When when) {
        public Input {
            form = form == null ? new Form(null, null, null, null, null, null, false, true) : form;
        }

        public boolean required() {
            return minOccurs > 0;
        }

        public boolean several() {
            return maxOccurs > 1;
        }

        public boolean isFile() {
            return "binary".equals(schema.path("format").asString(""));
        }
    }

    /**
     * Hints for drawing a field. {@code widget}, {@code unit} and {@code sample} may be null; {@code labels}, {@code accept} and
     * {@code examples} are empty when not given.
     *
     * @param widget  textarea, radio, select, checkbox or text; null = chosen by the schema
     * @param unit    unit after the field ("s")
     * @param labels  words for enum values, by value
     * @param accept  file name endings and media types that the file dialog offers
     * @param sample  a valid entry to show as an example
     * @param examples several of them, to show and to choose from
     * @param paste   whether the content of a file may be pasted as text instead
     * @param remember whether a browser may remember it for the next time
     */
    public record Form(String widget, String unit, Map<String, String> labels, List<String> accept, String sample, List<String> examples, boolean paste, boolean remember) {
        public Form {
            labels = labels == null ? Map.of() : Map.copyOf(labels);
            accept = accept == null ? List.of() : List.copyOf(accept);
            examples = examples == null ? List.of() : List.copyOf(examples);
        }
    }

    /** @param schema JSON Schema of the value; a file is {@code {type: string, contentMediaType: ...}} */
    public record Output(String title, String description, JsonNode schema) { }

    /** A heading of the form, help below it, which may be empty, and the ids of the inputs that follow. */
    public record Group(String title, String description, List<String> inputs) { }

    /**
     * How the process is carried out.
     *
     * @param java  name of a class that implements {@code mayfly.worker.Computation}; null where it is a program
     * @param flags further JVM flags; may be empty
     * @param unit  what its progress counts, for people ("rows"); "bytes" are shown as sizes; may be empty
     * @param standby workers held ready for this process, out of those that the deployment starts ahead; 0 = none in particular
     * @param command the program; {@link Command#NONE} where it is a class
     * @param requires programs without which it cannot be carried out, that of the command among them
     * @param sandbox in what the program runs; of a class, what its worker may use
     */
    public record Run(String java, List<String> flags, String unit, int standby, Command command, List<Requirement> requires, Sandbox sandbox) { }

    /**
     * Inputs to try the process with.
     *
     * @param id     name in {@code ?sample=ID}
     * @param title  words of the link
     * @param inputs values by input id
     * @param files  files by input id, at least one of each
     */
    public record Sample(String id, String title, Map<String, JsonNode> inputs, Map<String, List<Path>> files) { }
}
