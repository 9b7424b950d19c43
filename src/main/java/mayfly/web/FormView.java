package mayfly.web;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import mayfly.catalog.FormModel;
import mayfly.catalog.FormModel.Field;
import mayfly.catalog.ProcessDescription;
import mayfly.queue.Load;
import mayfly.queue.RunTimes;

/**
 * A process's form as its template draws it.
 *
 * @param version  of the description
 * @param notice   why nothing was started, when that is no fault of an entry; null = none
 * @param summary  faults with the fields they are at; empty = none
 * @param token    one-time token: the same token leads to the same job
 * @param files    whether it has file fields, and is sent as multipart
 * @param script   address of what the form gains where script runs
 * @param usual    usual run time in words; null where too little is known
 */
record FormView(String id, String version, String title, String description, Notice notice, List<Fault> summary, String faults, List<Group> groups, String submit, String token,
                boolean files, List<SampleLink> samples, String script, String usual, RunStrip strip, Now now, List<Limit> limits) {

    record Notice(String title, String text) { }

    /** @param field name of the element it is at; null when it is the form as a whole */
    record Fault(String field, String label, String text) { }

    /** @param anchor id of its help */
    record Group(String title, String help, String anchor, List<Entry> fields) { }

    /**
     * @param field   as the catalog drew it
     * @param anchor  id of its element
     * @param help    below the label; null = none
     * @param joined  for aria-describedby; null = none
     * @param kept    files that have arrived already
     * @param pasted  content of a file, as it was pasted
     * @param rules   for script, see {@link FieldRules}
     */
    record Entry(Field field, String anchor, String help, String joined, List<Kept> kept, String pasted, String rules) {
        /** The browser itself insists on an entry only where it sees that one is missing: not on what may be hidden, may stand elsewhere, or is here already. */
        public boolean must() {
            return field.required() && field.condition() == null && !field.paste() && kept.isEmpty();
        }

        /** A list has to begin with an empty choice if one must be made. */
        public boolean mustChoose() {
            return must() && field.options().stream().findFirst().filter(o -> o.value().isEmpty()).isPresent();
        }

        /** For the message of a browser whose pattern is not met. */
        public String title() {
            return field.constraints().pattern() == null ? null : Character.toUpperCase(field.said().accepted().charAt(0)) + field.said().accepted().substring(1);
        }

        /** What was typed; several values are lines. A field of one line cannot hold a line end, whoever sent one. */
        public String text() {
            boolean lines = field.widget().equals("textarea") || field.widget().equals("list");
            return lines ? field.value() : field.value().replaceAll("\\R", " ");
        }

        /** A date field cannot show what is no date: then it is a field of text, so that it comes back as typed. */
        public boolean date() {
            return field.widget().equals("date") && (field.value().isEmpty() || field.value().matches("\\d{4}-\\d{2}-\\d{2}") && field.fault() == null);
        }

        /** A single file that must be there is not offered to be left out. */
        public boolean mayDrop() {
            return !field.required() || field.several();
        }
    }

    /**
     * A file that is there already: from a faulty submission, an earlier job, or a sample.
     *
     * @param name  of the hidden field
     * @param value sealed
     */
    record Kept(String name, String value, String file, String size, String text) { }

    /** What a form has of files already: those that are kept, and texts that stand for one; both by input. */
    record Given(Map<String, List<Kept>> kept, Map<String, String> pasted) { }

    record SampleLink(String url, String title) { }

    record Now(long running, long queued, String text) { }

    record Limit(String name, String value) { }

    static FormView of(Desk desk, ProcessDescription process, FormModel model, Given given, Notice notice) {
        return of(desk, process, model, given, notice, freshToken(desk), desk.jobs().runTimes(process.id()), now(desk, process));
    }

    /** While the store is away: without what it knows, and with the token that was sent, which leads to the job if that was created all the same. */
    static FormView away(Desk desk, ProcessDescription process, FormModel model, Given given, Notice notice, String token) {
        return of(desk, process, model, given, notice, token == null ? freshToken(desk) : desk.seal().close("form", token), new RunTimes(0, Duration.ZERO, Duration.ZERO, Duration.ZERO),
                new Now(0, 0, "Not known: the job store does not answer."));
    }

    private static String freshToken(Desk desk) {
        return desk.seal().close("form", Seal.random());
    }

    private static FormView of(Desk desk, ProcessDescription process, FormModel model, Given given, Notice notice, String token, RunTimes past, Now now) {
        List<Fault> summary = new ArrayList<>();
        model.faults().forEach(text -> summary.add(new Fault(null, null, text)));
        model.fields().stream().filter(f -> f.fault() != null).forEach(f -> summary.add(new Fault(anchor(f), f.label(), f.fault())));
        List<Group> groups = new ArrayList<>();
        for (FormModel.FieldGroup g : model.groups()) {
            groups.add(new Group(g.title(), g.help(), "group-" + (groups.size() + 1), g.fields().stream().map(f -> entry(desk, f, given)).toList()));
        }
        List<SampleLink> samples = process.samples().stream().map(s -> new SampleLink("?sample=" + s.id(), s.title())).toList();
        String submit = process.submit() == null || process.submit().isEmpty() ? "Start" : process.submit();
        String usual = Estimate.usual(past);
        return new FormView(process.id(), process.version(), process.title(), process.description(), notice, summary, count(summary.size()), groups, submit, token,
                model.hasFiles(), samples, desk.pages().file("form.js"), usual == null ? null : Character.toUpperCase(usual.charAt(0)) + usual.substring(1) + ".", RunStrip.of(past, null), now,
                limits(desk, process, model.hasFiles()));
    }

    private static String count(int faults) {
        return faults == 1 ? "1 entry needs correcting" : faults + " entries need correcting";
    }

    private static String anchor(Field f) {
        // A group of boxes has no single element of its own: the way leads to its first one.
        return "in-" + f.id() + (List.of("radio", "checkboxes").contains(f.widget()) && !f.options().isEmpty() ? "-0" : "");
    }

    private static Entry entry(Desk desk, Field f, Given given) {
        String help = f.help() == null ? "" : f.help();
        if (f.widget().equals("file")) help = (help + " Up to " + new Words().size(desk.site().upload()) + (f.several() ? " each." : ".")).strip();
        String id = "in-" + f.id();
        boolean unit = f.unit() != null && !List.of("checkbox", "file").contains(f.widget());
        String joined = (!unit ? "" : id + "-unit ") + (f.condition() == null ? "" : id + "-only ") + (help.isEmpty() ? "" : id + "-help ") + (f.fault() == null ? "" : id + "-fault");
        return new Entry(f, id, help.isEmpty() ? null : help, joined.isEmpty() ? null : joined.strip(), given.kept().getOrDefault(f.id(), List.of()), given.pasted().getOrDefault(f.id(), ""),
                FieldRules.of(f, desk.site().upload()));
    }

    private static Now now(Desk desk, ProcessDescription process) {
        Load all = desk.jobs().load(null);
        Load mine = desk.jobs().load(process.id());
        String text = all.running() < all.slots() && all.queued() == 0 ? "A slot is free: a job sent now begins at once."
                : (all.slots() == 1 ? "The only slot is busy" : "All " + all.slots() + " slots are busy") + ", and " + new Words().count(all.queued(), "job waits", "jobs wait") + ".";
        return new Now(mine.running(), mine.queued(), text);
    }

    private static List<Limit> limits(Desk desk, ProcessDescription process, boolean files) {
        var say = new Words();
        var limits = new ArrayList<Limit>();
        if (files) limits.add(new Limit("File", say.size(desk.site().upload())));
        if (process.limits().memory() > 0) limits.add(new Limit("Memory", say.memory(process.limits().memory())));
        if (process.limits().hasHard()) limits.add(new Limit("Time", say.duration(process.limits().hard())));
        Duration keep = process.keep() == null ? desk.site().keep() : process.keep();
        limits.add(new Limit("Kept for", say.duration(keep)));
        if (files) limits.add(new Limit("Free disk", say.size(desk.jobs().freeDisk())));
        return limits;
    }
}
