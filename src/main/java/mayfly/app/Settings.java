package mayfly.app;

import java.io.File;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import mayfly.catalog.Sandbox;
import mayfly.queue.outbound.Outbound;

/**
 * Every setting of a deployment, checked. {@code etc/mayfly.properties} lists them with their defaults and meanings.
 *
 * @param http             where people reach it
 * @param home             absolute folder of everything kept on disk
 * @param hostName         of this machine; empty = as the system says
 * @param redisUri         null = the embedded Redis
 * @param work             how much may run and wait
 * @param disk             what is kept, for how long, and how large
 * @param outbound         where this server may go
 * @param processes        further folders of process descriptions; may be empty
 * @param operatorPassword empty = generated at the first start
 * @param login            how people sign in
 * @param warnings         what was found beside the settings and has no effect, a line each
 */
public record Settings(Http http, Path home, String hostName, URI redisUri, Work work, Disk disk, Outbound outbound, List<Path> processes,
                       String operatorPassword, Login login, List<String> warnings) {

    /**
     * @param host    that the embedded server listens on
     * @param port    of the embedded server; 0 = any free one
     * @param context path of the embedded server: "/", or such as "/mayfly"
     * @param baseUrl without a slash at its end; empty = as the request says
     * @param origins of other sites whose pages may use the API; "*" = all
     */
    public record Http(String host, int port, String context, String baseUrl, List<String> origins) { }

    /**
     * @param header  in which a proxy says who has signed in; empty = nobody signs in
     * @param proxies addresses, in figures, from which that header is believed
     */
    public record Login(String header, List<String> proxies) { }

    /**
     * @param slots         jobs running at once, at least 1
     * @param slotsPerOwner of these for one owner, from 1 to {@code slots}
     * @param queueLength   unfinished jobs in all
     * @param queuePerOwner unfinished jobs of one owner
     * @param standby       workers started ahead; 0 = none
     * @param lease         silence after which a worker is looked for
     * @param syncMost      the longest that a request waits for the end of its job
     * @param cgroup        auto, off, or the folder of a control group below which attempts get groups of their own
     * @param sandbox       asked of every program, whatever its description says
     */
    public record Work(int slots, int slotsPerOwner, int queueLength, int queuePerOwner, int standby, Duration lease, Duration syncMost, String cgroup, Sandbox sandbox) { }

    /**
     * @param retention   of finished jobs
     * @param retentionMost of those whose owners keep them longer, from their end
     * @param uploadLimit bytes of one submission
     * @param uploadKeep  of an upload that came with a faulty form
     * @param floor       free bytes below which nothing is accepted
     */
    public record Disk(Duration retention, Duration retentionMost, long uploadLimit, Duration uploadKeep, long floor) { }

    /**
     * Reads the defaults, the file that MAYFLY_CONFIG names, the environment and the system properties; the last one wins.
     *
     * @throws SettingsRefused naming every fault
     */
    public static Settings load() {
        return of(new SettingReader(SettingSources.read(System.getenv(), System.getProperties())));
    }

    /**
     * The defaults with some replaced, for tests and tools.
     *
     * @param replaced by full name ("mayfly.port")
     * @throws SettingsRefused naming every fault
     */
    public static Settings with(Map<String, String> replaced) {
        return of(new SettingReader(SettingSources.defaults().replaced(replaced, "given")));
    }

    static Settings of(SettingReader read) {
        int slots = positive(read.whole("mayfly.slots", 0, 10_000), Runtime.getRuntime().availableProcessors());
        Settings settings = new Settings(
                new Http(read.text("mayfly.host", "[A-Za-z0-9._:%-]+", "a host name or address such as 127.0.0.1 or 0.0.0.0"),
                        read.whole("mayfly.port", 0, 65_535),
                        read.text("mayfly.context", "/|(/[A-Za-z0-9._~-]+)+", "/ or a path such as /mayfly"),
                        read.text("mayfly.base.url", "(https?://[^\\s/?#]+(/[^\\s?#]*[^\\s?#/])?)?",
                                "nothing, or an address such as https://jobs.example.org/mayfly without a slash at its end"),
                        read.list("mayfly.cors.origins", Cors::isOrigin, "nothing, * for all, or origins such as https://example.org, http://localhost:3000")),
                read.path("mayfly.home"), read.text("mayfly.host.name", "[A-Za-z0-9._-]{0,64}", "nothing, or a name of letters, digits, dots, - and _, at most 64"), read.redis("mayfly.redis.uri"),
                new Work(slots, Math.min(slots, positive(read.whole("mayfly.slots.owner", 0, 10_000), slots)),
                        read.whole("mayfly.queue.length", 1, 10_000_000), read.whole("mayfly.queue.owner", 1, 10_000_000),
                        read.whole("mayfly.standby", 0, 100),
                        read.duration("mayfly.lease", Duration.ofSeconds(1), Duration.ofMinutes(10)),
                        read.duration("mayfly.sync.most", Duration.ofSeconds(1), Duration.ofHours(1)),
                        read.text("mayfly.cgroup", "auto|off|/.*", "auto, off, or the folder of a control group such as /sys/fs/cgroup/jobs"),
                        read.sandbox("mayfly.sandbox")),
                new Disk(read.duration("mayfly.retention", Duration.ofSeconds(1), Duration.ofDays(36_500)),
                        read.duration("mayfly.retention.most", Duration.ofSeconds(1), Duration.ofDays(36_500)),
                        read.bytes("mayfly.upload.limit", 1),
                        read.duration("mayfly.upload.keep", Duration.ofSeconds(1), Duration.ofDays(36_500)),
                        read.bytes("mayfly.disk.floor", 0)),
                new Outbound(read.hosts("mayfly.fetch.hosts"), read.duration("mayfly.fetch.time", Duration.ofSeconds(1), Duration.ofHours(1)),
                        read.hosts("mayfly.callback.hosts", "mayfly.base.url"), read.signatures("mayfly.callback.secret"), read.yes("mayfly.outbound.private")),
                folders(read), read.secret("mayfly.operator.password", 8), login(read), read.warnings());
        read.refuseFaults();
        return settings;
    }

    private static List<Path> folders(SettingReader read) {
        return Arrays.stream(read.text("mayfly.processes").split(File.pathSeparator)).map(String::strip).filter(s -> !s.isEmpty())
                .map(s -> read.path("mayfly.processes", s)).toList();
    }

    private static Login login(SettingReader read) {
        String header = read.text("mayfly.login.header", "[A-Za-z0-9-]{0,64}", "nothing, or the name of a header such as X-Remote-User");
        List<String> proxies = read.list("mayfly.login.proxies", a -> mayfly.app.Login.address(a) != null, "nothing, or addresses in figures such as 127.0.0.1, ::1");
        if (!header.isEmpty() && proxies.isEmpty()) read.refuse("mayfly.login.proxies", "name the addresses of the proxies that set mayfly.login.header: from anybody else it could not be believed");
        return new Login(header, proxies);
    }

    private static int positive(int number, int otherwise) {
        return number > 0 ? number : otherwise;
    }

    /** Without its secrets, so that it may be logged. */
    @Override public String toString() {
        return "Settings[%s, home %s, Redis %s, %s, %s, processes %s]".formatted(http, home,
                redisUri == null ? "embedded" : redisUri.getHost(), work, disk, processes);
    }
}
