package mayfly.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import mayfly.job.ApiToken;
import mayfly.job.Owner;
import mayfly.job.Scope;
import mayfly.queue.ProblemType;
import mayfly.queue.Tokens;

/** {@code /tokens}: the reader's API tokens: made, shown once, listed, revoked. */
public final class TokensPage {
    /** By what the form sends; null = until it is revoked. */
    private static final List<Life> LIVES = List.of(new Life("7", "7 days", Duration.ofDays(7)), new Life("30", "30 days", Duration.ofDays(30)), new Life("90", "90 days", Duration.ofDays(90)),
            new Life("365", "a year", Duration.ofDays(365)), new Life("none", "until it is revoked", null));
    private static final Map<Scope, String> MEANS = Map.of(Scope.READ, "see jobs, results and logs, and list yours", Scope.SUBMIT, "start jobs, which are yours",
            Scope.CONTROL, "cancel, delete and keep your jobs");

    private final Desk desk;
    private final Tokens tokens;

    public TokensPage(Desk desk, Tokens tokens) {
        this.desk = desk;
        this.tokens = tokens;
    }

    private record Life(String word, String title, Duration time) { }

    /**
     * @param made    the token that this answer gives, and shows once; null = none
     * @param url     of the jobs, for the example
     */
    public record Page(String made, String url, List<Row> rows, String token, boolean anonymous, Form form, boolean full, int most) { }

    /** @param used the day on which it was used last; null = never. @param ends null = never */
    public record Row(String id, String name, String scopes, Moment used, Moment ends) { }

    /** What the form shows: as it was sent where it was faulty; a fault is null where there is none. */
    public record Form(String name, String nameFault, List<Choice> scopes, String scopeFault, List<Choice> lives) { }

    public record Choice(String value, String label, boolean chosen) { }

    public void show(HttpServletRequest request, HttpServletResponse response) throws IOException {
        page(new Ask(request), response, 200, null, form("", null, EnumSet.of(Scope.READ, Scope.SUBMIT), null, "90"));
    }

    /** {@code POST /tokens}: the answer shows the token, and no other does. */
    public void make(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var ask = new Ask(request);
        Posted form = form(ask);
        String name = new Words().name(form.text("name")).strip();
        Set<Scope> scopes = Arrays.stream(Scope.values()).filter(s -> form.texts().getOrDefault("scope", List.of()).contains(s.word())).collect(Collectors.toCollection(() -> EnumSet.noneOf(Scope.class)));
        Life life = LIVES.stream().filter(l -> l.word().equals(form.text("life"))).findFirst().orElseThrow(() -> new Trouble(ProblemType.BAD_BODY, "This is no lifetime",
                "“life” is one of " + LIVES.stream().map(Life::word).collect(Collectors.joining(", ")) + "; found “" + new Words().name(form.text("life")) + "”. Nothing was made."));
        String nameFault = name.isEmpty() ? "Give it a name by which you know it again." : name.length() > Tokens.NAME ? "A name has at most " + Tokens.NAME + " characters; this one has " + name.length() + "." : null;
        String scopeFault = scopes.isEmpty() ? "Choose at least one: a token that may nothing is good for nothing." : null;
        Form again = form(name, nameFault, scopes, scopeFault, life.word());
        if (nameFault != null || scopeFault != null) {
            page(ask, response, 422, null, again);
            return;
        }
        Optional<String> made = tokens.make(ask.owner(), name, scopes, life.time());
        if (made.isEmpty()) page(ask, response, 409, null, again);
        else page(ask, response, 201, made.get(), form("", null, EnumSet.of(Scope.READ, Scope.SUBMIT), null, "90"));
    }

    /** {@code POST /tokens/revoke}. One that has gone already is gone. */
    public void revoke(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var ask = new Ask(request);
        Posted form = form(ask);
        if (form.text("id").matches("[0-9a-f]{64}")) tokens.revoke(ask.owner(), form.text("id"));
        Redirect.to(response, ask.url("/tokens"));
    }

    private Posted form(Ask ask) throws IOException {
        Posted form = new FormBody(desk.jobs(), 0).read(ask.http(), field -> false);
        if (desk.seal().open(purpose(ask.owner()), form.text("token")).isEmpty()) {
            throw new Trouble(ProblemType.FORBIDDEN, "This did not come from your page of tokens", "Open the page of tokens and use its buttons. Nothing was changed.");
        }
        return form;
    }

    private static String purpose(Owner owner) {
        return "tokens " + owner.name();
    }

    private static Form form(String name, String nameFault, Set<Scope> scopes, String scopeFault, String life) {
        return new Form(name, nameFault, Arrays.stream(Scope.values()).map(s -> new Choice(s.word(), s.word() + ": " + MEANS.get(s), scopes.contains(s))).toList(), scopeFault,
                LIVES.stream().map(l -> new Choice(l.word(), l.title(), l.word().equals(life))).toList());
    }

    private void page(Ask ask, HttpServletResponse response, int status, String made, Form form) throws IOException {
        List<ApiToken> all = tokens.of(ask.owner());
        var rows = all.stream().map(t -> new Row(t.id(), new Words().name(t.name()), t.scopes().stream().map(Scope::word).collect(Collectors.joining(", ")), Moment.day(t.used()), Moment.day(t.ends()))).toList();
        desk.pages().show(ask.http(), response, status, "tokens", "jobs",
                new Page(made, ask.absolute("/jobs"), rows, desk.seal().close(purpose(ask.owner()), "go"), ask.owner().isAnonymous(), form, all.size() >= Tokens.MOST, Tokens.MOST));
    }
}
