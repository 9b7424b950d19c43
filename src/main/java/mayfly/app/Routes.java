package mayfly.app;

import static mayfly.app.Need.ANYONE;
import static mayfly.app.Need.CONTROL;
import static mayfly.app.Need.NOTHING;
import static mayfly.app.Need.OPERATOR;
import static mayfly.app.Need.OWN;
import static mayfly.app.Need.PERSON;
import static mayfly.app.Need.SUBMIT;
import static mayfly.app.Need.VIEW;

import java.util.List;
import mayfly.api.Api;
import mayfly.api.Execution;
import mayfly.api.FailedJobs;
import mayfly.api.Health;
import mayfly.api.Jobs;
import mayfly.api.Landing;
import mayfly.api.Metrics;
import mayfly.api.OpenApi;
import mayfly.api.ProblemList;
import mayfly.api.Processes;
import mayfly.api.Results;
import mayfly.queue.Tokens;
import mayfly.web.AboutPage;
import mayfly.web.ApiPage;
import mayfly.web.ConformancePage;
import mayfly.web.Desk;
import mayfly.web.ErrorPage;
import mayfly.web.FailedJobsPage;
import mayfly.web.FormExecution;
import mayfly.web.FormPage;
import mayfly.web.IndexPage;
import mayfly.web.JobActions;
import mayfly.web.JobsPage;
import mayfly.web.LogPage;
import mayfly.web.OperatorPage;
import mayfly.web.ProblemsPage;
import mayfly.web.ResultFile;
import mayfly.web.ResultsPage;
import mayfly.web.RunAgainPage;
import mayfly.web.StaticFiles;
import mayfly.web.StatusPage;
import mayfly.web.TokensPage;
import mayfly.web.TusUploads;

/** All addresses, in one table: what each needs of who asks, and who answers people and programs. */
final class Routes {
    private Routes() { }

    /** In the order in which they are looked at. */
    static List<Route> table(Desk desk, Api api, StaticFiles files, Tokens tokens) {
        var index = new IndexPage(desk);
        var form = new FormPage(desk);
        var actions = new JobActions(desk);
        var log = new LogPage(desk);
        var file = new ResultFile(desk);
        var processes = new Processes(api);
        var jobs = new Jobs(api);
        var landing = new Landing();
        var health = new Health(api);
        var operator = new OperatorPage(desk);
        var failed = new FailedJobs(api);
        var own = new TokensPage(desk, tokens);
        var metrics = new Metrics(api, desk.site().version());
        var described = new OpenApi(api, desk.site().version());
        var explained = new ProblemsPage(desk);
        var problems = new ProblemList();
        var pieces = new TusUploads(desk);
        return List.of(
                //        need      method    address                       for people                        for programs
                new Route(ANYONE,   "GET",    "/",                          index::show,                      landing::show),
                new Route(NOTHING,  "GET",    "/conformance",               new ConformancePage(desk)::show,  landing::conformance),
                new Route(ANYONE,   "GET",    "/processes",                 index::show,                      processes::list),
                new Route(ANYONE,   "GET",    "/processes/{id}",            form::show,                       processes::show),
                new Route(SUBMIT,   "POST",   "/processes/{id}/execution",  new FormExecution(desk)::submit,  new Execution(api)::submit),
                new Route(ANYONE,   "GET",    "/processes/{id}/execution",  form::instead,                    null),
                new Route(OWN,      "GET",    "/jobs",                      new JobsPage(desk)::show,         jobs::list),
                new Route(VIEW,     "GET",    "/jobs/{id}",                 new StatusPage(desk)::show,       jobs::show),
                new Route(CONTROL,  "DELETE", "/jobs/{id}",                 jobs::dismiss,                    jobs::dismiss),
                new Route(VIEW,     "GET",    "/jobs/{id}/results",         new ResultsPage(desk)::show,      new Results(api)::show).inLane(),
                new Route(VIEW,     "GET",    "/jobs/{id}/results/{name}",  file::send,                       file::send).inLane(),
                new Route(VIEW,     "GET",    "/jobs/{id}/error",           new ErrorPage(desk)::show,        jobs::show),
                new Route(VIEW,     "GET",    "/jobs/{id}/log",             log::show,                        log::text).inLane(),
                new Route(VIEW,     "GET",    "/jobs/{id}/rerun",           form::rerun,                      null),
                new Route(CONTROL,  "POST",   "/jobs/{id}/dismiss",         actions::dismiss,                 null),
                new Route(CONTROL,  "POST",   "/jobs/{id}/retry",           actions::retry,                   jobs::retry),
                new Route(CONTROL,  "POST",   "/jobs/{id}/keep",            actions::keep,                    jobs::keep),
                new Route(CONTROL,  "POST",   "/jobs/{id}/delete",          actions::delete,                  null),
                new Route(PERSON,   "GET",    "/tokens",                    own::show,                        null),
                new Route(PERSON,   "POST",   "/tokens",                    own::make,                        null),
                new Route(PERSON,   "POST",   "/tokens/revoke",             own::revoke,                      null),
                new Route(ANYONE,   "GET",    "/about",                     new AboutPage(desk)::show,        null),
                new Route(SUBMIT,   "POST",   "/uploads/tus",               pieces::begin,                    pieces::begin),
                new Route(SUBMIT,   "GET",    "/uploads/tus/{id}",          pieces::look,                     pieces::look),
                new Route(SUBMIT,   "PATCH",  "/uploads/tus/{id}",          pieces::append,                   pieces::append),
                new Route(NOTHING,  "GET",    "/api",                       new ApiPage(desk, described::document)::show, described::show),
                new Route(NOTHING,  "GET",    "/problems",                  explained::list,                  problems::list),
                new Route(NOTHING,  "GET",    "/problems/{name}",           explained::show,                  problems::show),
                new Route(NOTHING,  "GET",    "/health/live",               health::live,                     health::live),
                new Route(NOTHING,  "GET",    "/health/ready",              health::ready,                    health::ready),
                new Route(OPERATOR, "GET",    "/operator",                  operator::show,                   operator::show),
                new Route(OPERATOR, "GET",    "/operator/failed",           new FailedJobsPage(desk)::show,   failed::list),
                new Route(OPERATOR, "POST",   "/operator/failed/again",     new RunAgainPage(desk)::run,      failed::again),
                new Route(OPERATOR, "GET",    "/metrics",                   metrics::show,                    metrics::show),
                new Route(NOTHING,  "GET",    "/static/{file}",             files::send,                      files::send));
    }
}
