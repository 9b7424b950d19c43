package mayfly.queue;

import java.util.List;
import mayfly.catalog.ProcessDescription;
import mayfly.job.Asked;
import mayfly.job.Owner;
import tools.jackson.databind.node.ObjectNode;

/**
 * What somebody wants to be run.
 *
 * @param process what
 * @param inputs  checked and completed; a file stands there as {@code {"file": upload id, "name": , "size": , "mediaType": }}
 * @param uploads the files that the inputs name, and maybe others, of inputs that are not asked for: those do not become part of the job
 * @param owner   who
 * @param token   one-time token of the form, or idempotency key: the same token leads to the same job; null = none
 * @param before  id of the job that this one runs again for the operator; null = none
 * @param asked   how the submitter wants to be answered
 */
public record Submission(ProcessDescription process, ObjectNode inputs, List<Upload> uploads, Owner owner, String token, String before, Asked asked) {
    public Submission(ProcessDescription process, ObjectNode inputs, List<Upload> uploads, Owner owner, String token) {
        this(process, inputs, uploads, owner, token, null, Asked.NOTHING);
    }

    /** Whether an input names this upload. */
    boolean names(Upload upload) {
        return inputs.path(upload.input()).findValues("file").stream().anyMatch(id -> id.asString("").equals(upload.id()));
    }
}
