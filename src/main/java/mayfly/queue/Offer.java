package mayfly.queue;

import java.util.List;
import java.util.Optional;
import mayfly.catalog.LiveCatalog;
import mayfly.catalog.ProcessDescription;
import mayfly.launch.Programs;
import mayfly.launch.sandbox.Sandboxes;
import mayfly.queue.JobService.Unavailable;

/** What is offered now: the processes of the catalog whose programs are there, and whose sandboxes hold. */
final class Offer {
    private final LiveCatalog catalog;
    private final Programs programs;
    private final Sandboxes sandboxes;

    Offer(LiveCatalog catalog, Programs programs, Sandboxes sandboxes) {
        this.catalog = catalog;
        this.programs = programs;
        this.sandboxes = sandboxes;
    }

    LiveCatalog catalog() {
        return catalog;
    }

    /** By title. */
    List<ProcessDescription> all() {
        return catalog.all().stream().filter(p -> missing(p).isEmpty()).toList();
    }

    /** By title. */
    List<Unavailable> unavailable() {
        return catalog.all().stream().flatMap(p -> missing(p).stream().map(reason -> new Unavailable(p, reason))).toList();
    }

    /** Empty where there is none; not offered is not the same as not there. */
    Optional<ProcessDescription> find(String id) {
        Optional<ProcessDescription> process = catalog.find(id);
        if (process.isPresent() && missing(process.get()).isPresent()) {
            throw new Refusal(Refusal.Reason.PROCESS_UNAVAILABLE, "“" + process.get().title() + "” is not available on this server at the moment: something that it needs is missing. Who runs this server sees what.");
        }
        return process;
    }

    /** What its program is shut in, in words; empty for none. */
    String sandbox(ProcessDescription process) {
        return sandboxes.words(process);
    }

    /** Why it cannot be carried out now, for the operator. */
    private Optional<String> missing(ProcessDescription process) {
        return programs.missing(process.id()).or(() -> sandboxes.refusal(process).map(why -> "Its sandbox cannot be had on this machine: " + why + "."));
    }
}
