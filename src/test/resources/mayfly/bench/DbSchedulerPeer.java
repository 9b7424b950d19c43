package mayfly.bench;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.time.Instant;
import org.hsqldb.jdbc.JDBCPool;

/** db-scheduler with immediate execution, its table in the memory of this process. Compiled by {@code scripts/bench}, which fetches its jars. */
public final class DbSchedulerPeer {
    private static final String TABLE = """
            create table scheduled_tasks (task_name varchar(100), task_instance varchar(100), task_data blob, execution_time timestamp with time zone, picked bit, picked_by varchar(50),
            last_success timestamp with time zone, last_failure timestamp with time zone, consecutive_failures int, last_heartbeat timestamp with time zone, version bigint, priority smallint,
            primary key (task_name, task_instance))""";

    private DbSchedulerPeer() { }

    public static void main(String[] args) throws Exception {
        var source = new JDBCPool();
        source.setUrl("jdbc:hsqldb:mem:bench;hsqldb.tx=mvcc");
        try (var connection = source.getConnection(); var statement = connection.createStatement()) {
            statement.execute(TABLE);
        }
        var count = Tasks.oneTime("count", String.class).execute((instance, context) -> RedisJob.run(instance.getData()));
        Scheduler scheduler = Scheduler.create(source, count).threads(Integer.parseInt(System.getenv("BENCH_SLOTS"))).enableImmediateExecution().build();
        scheduler.start();
        RedisJob.serve(name -> scheduler.schedule(count.instance(name, name), Instant.now()));
        System.exit(0);
    }
}
