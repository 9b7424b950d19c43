package mayfly.queue;

import java.util.ArrayList;
import java.util.List;
import mayfly.job.Asked;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One output in the way that its submitter wants it.
 *
 * @param output      which
 * @param byReference whether only its address is wanted
 * @param base64      whether its bytes are to be encoded so within a document, also where they are text
 */
public record WantedOutput(OutputView output, boolean byReference, boolean base64) {
    /** Those that were asked for, in the order of {@code outputs}; all of them where none were named. One that the job did not make is left out. */
    public static List<WantedOutput> of(Asked asked, List<OutputView> outputs) {
        JsonNode wishes = asked.outputs() == null ? null : JsonMapper.shared().readTree(asked.outputs());
        var wanted = new ArrayList<WantedOutput>();
        for (OutputView output : outputs) {
            JsonNode wish = wishes == null ? null : wishes.get(output.id());
            if (wishes != null && wish == null) continue;
            boolean byReference = wish != null && wish.path("transmissionMode").asString("").equals("reference");
            wanted.add(new WantedOutput(output, byReference, wish != null && wish.path("format").path("encoding").asString("").equalsIgnoreCase("base64")));
        }
        return wanted;
    }
}
