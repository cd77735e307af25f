using BotKit;
using BotKit.Schedules;

namespace Studio.Schedules;

public static class ScheduleCalls
{
    public static void Add(IServiceCollection services)
    {
        #region snippet: schedule-host
        services.AddBotKit(bots =>
        {
            bots.UseSqlite("Data Source=botkit.db");
            bots.AddBlackoutCalendar("holidays", days => days
                .AddDate(new DateOnly(2026, 12, 25))
                .AddRange(new DateOnly(2026, 12, 31), new DateOnly(2027, 1, 1)));
            bots.AddBot<LeadBot>("lead")
                .Schedule("0 6 * * MON-FRI", timeZone: "Europe/Paris", input: new LeadInput("daily@example.com", 40), configure: schedule =>
                {
                    schedule.Blackouts.Add("holidays");
                    schedule.Missed = BotMissedRunPolicy.RunOnce;
                    schedule.SuccessWithin = TimeSpan.FromMinutes(30);
                })
                .Schedule("@every 15m", id: "lead-refresh", configure: schedule =>
                {
                    schedule.InputJson = """{ "email": "refresh@example.com", "employees": 1 }""";
                    schedule.Jitter = TimeSpan.FromMinutes(1);
                });
        });
        #endregion
    }

    public static void AddFile(WebApplicationBuilder builder)
    {
        #region snippet: schedules-file
        builder.Configuration.AddJsonFile("schedules.json", optional: false, reloadOnChange: true);
        builder.Services.AddBotKit(bots =>
        {
            bots.AddBot<LeadBot>("lead");
            bots.ConfigureSchedules(builder.Configuration);
        });
        #endregion
    }

    public static void AddNode(IBotKitBuilder bots)
    {
        #region snippet: schedules-off
        bots.AddScheduling(options => options.RunSchedules = false);
        #endregion
    }

    public static async Task OperateAsync(IBotSchedules schedules, CancellationToken cancellationToken)
    {
        #region snippet: schedule-operate
        await schedules.PauseAsync("lead", "The CRM is moved", by: "ada", TimeSpan.FromHours(2), cancellationToken);
        await schedules.ResumeAsync("lead", by: "ada", cancellationToken);

        Guid? run = await schedules.RunNowAsync(
            "lead", by: "ada", """{ "email": "now@example.com", "employees": 12 }"""u8.ToArray(), cancellationToken);

        IReadOnlyList<DateTimeOffset>? next = await schedules.PreviewAsync("lead", count: 5, cancellationToken);

        foreach (var schedule in await schedules.ListAsync(new BotScheduleQuery { Bot = "lead" }, cancellationToken))
        {
            Console.WriteLine($"{schedule.Schedule.Definition.Id}: {schedule.Words}, late: {schedule.IsLate}, overdue: {schedule.IsOverdue}");
        }
        #endregion

        Console.WriteLine($"{run} {next?.Count}");
    }

    public static async Task ChangeAsync(IBotSchedules schedules, CancellationToken cancellationToken)
    {
        #region snippet: schedule-change
        try
        {
            await schedules.CreateAsync(
                new BotScheduleDefinition
                {
                    Id = "lead-weekly",
                    Bot = "lead",
                    Cron = "0 8 * * MON",
                    TimeZone = "Europe/Paris",
                    Input = """{ "email": "weekly@example.com", "employees": 40 }"""u8.ToArray(),
                    Overlap = BotOverlapPolicy.Queue,
                },
                by: "ada",
                cancellationToken);
        }
        catch (BotScheduleException refused)
        {
            foreach (var problem in refused.Error.Details ?? [])
            {
                Console.WriteLine($"{problem.Path}: {problem.Message}");
            }
        }
        #endregion
    }

    public static async Task LookBackAsync(IBotSchedules schedules, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken)
    {
        #region snippet: schedule-occurrences
        var query = new BotOccurrenceQuery("lead") { From = from, To = to };
        foreach (var occurrence in await schedules.ListOccurrencesAsync(query, cancellationToken) ?? [])
        {
            Console.WriteLine(occurrence.State == BotOccurrenceState.Skipped
                ? $"{occurrence.Due} to {occurrence.Until}: {occurrence.Count} skipped, {occurrence.Reason}"
                : $"{occurrence.Due}: {occurrence.State} {occurrence.ExecutionId}");
        }
        #endregion
    }

    public static async Task BackfillAsync(IBotSchedules schedules, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken)
    {
        #region snippet: schedule-backfill
        BotBackfill? plan = await schedules.BackfillAsync("lead", from, to, by: "ada", dryRun: true, cancellationToken);
        Console.WriteLine($"{plan?.Due.Count} instants would run, {plan?.Already} have run");

        await schedules.BackfillAsync("lead", from, to, by: "ada", cancellationToken: cancellationToken);
        #endregion
    }
}
