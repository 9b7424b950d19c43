package mayfly.queue;

import java.util.List;
import java.util.Optional;
import mayfly.catalog.LiveCatalog;
import mayfly.catalog.ProcessDescription;
import mayfly.launch.Programs;
import mayfly.queue.JobService.Unavailable;

/** What is offered now: the processes of the catalog whose programs are there. */
final class Offer {
    private final LiveCatalog catalog;
    private final Programs programs;

    Offer(LiveCatalog catalog, Programs programs) {
        this.catalog = catalog;
        this.programs = programs;
    }

    LiveCatalog catalog() {
        return catalog;
    }

    /** By title. */
    List<ProcessDescription> all() {
        return catalog.all().stream().filter(p -> programs.missing(p.id()).isEmpty()).toList();
    }

    /** By title. */
    List<Unavailable> unavailable() {
        return catalog.all().stream().flatMap(p -> programs.missing(p.id()).stream().map(reason -> new Unavailable(p, reason))).toList();
    }

    /** Empty where there is none; not offered is not the same as not there. */
    Optional<ProcessDescription> find(String id) {
        Optional<ProcessDescription> process = catalog.find(id);
        if (process.isPresent() && programs.missing(id).isPresent()) {
            throw new Refusal(Refusal.Reason.PROCESS_UNAVAILABLE, "“" + process.get().title() + "” is not available on this server at the moment: something that it needs is missing. Who runs this server sees what.");
        }
        return process;
    }
}
