namespace BotKit.SampleHost.Demo;

/// <summary>Names the demo database <c>studio</c>, with queries and what reports are made of, unless configuration already does.</summary>
internal static class DemoConfiguration
{
    private const string Invoices = """
        SELECT i.sent, i.amount_eur, CASE WHEN i.paid IS NULL THEN 'open' ELSE 'paid' END AS state, c.name AS client, c.city, p.status AS project_status
        FROM invoice i JOIN project p ON p.id = i.project_id JOIN client c ON c.id = p.client_id
        """;

    // The demo's days end with the day before the host was first started.
    private const string Week = """
        WITH newest AS (SELECT max(day) AS day FROM audience),
        this_week AS (SELECT a.channel, sum(a.views) AS views, sum(a.watch_minutes) AS minutes FROM audience a, newest WHERE a.day > date(newest.day, '-7 days') GROUP BY a.channel),
        week_before AS (SELECT sum(a.views) AS views FROM audience a, newest WHERE a.day > date(newest.day, '-14 days') AND a.day <= date(newest.day, '-7 days'))
        SELECT (SELECT coalesce(sum(views), 0) FROM this_week) AS views, (SELECT coalesce(sum(minutes), 0) / 60 FROM this_week) AS hours,
            (SELECT coalesce(sum(views), 0) FROM this_week) - (SELECT coalesce(views, 0) FROM week_before) AS change,
            (SELECT channel FROM this_week ORDER BY views DESC, channel LIMIT 1) AS channel, newest.day AS until
        FROM newest
        """;

    /// <summary>Names the folder of the workflows' definitions, unless configuration already does.</summary>
    public static void AddWorkflowFolder(this ConfigurationManager configuration, string contentRoot)
    {
        if (configuration["Workflows:Folder"] is null)
        {
            configuration.AddInMemoryCollection(new Dictionary<string, string?> { ["Workflows:Folder"] = Path.Combine(contentRoot, "workflows") });
        }
    }

    public static void AddDemoDatabase(this ConfigurationManager configuration, DataFolder folder)
    {
        var connection = $"Data Source={folder.File(StudioDatabase.FileName)}";
        if (configuration["Databases:studio:ConnectionString"] is null)
        {
            configuration.AddInMemoryCollection(new Dictionary<string, string?>
            {
                ["Databases:studio:Provider"] = "sqlite",
                ["Databases:studio:ConnectionString"] = connection,
                ["Databases:studio:Trusted"] = "true",
                ["Databases:studio:BackupFolder"] = folder.File("backups"),
                ["Databases:studio:Queries:unpaid-invoices:Sql"] =
                    "SELECT p.title, i.amount_eur, i.sent FROM invoice i JOIN project p ON p.id = i.project_id WHERE i.paid IS NULL ORDER BY i.sent",
                ["Databases:studio:Queries:projects-by-status:Sql"] =
                    "SELECT title, budget_eur FROM project WHERE status = $status ORDER BY title",
                ["Databases:studio:Queries:week-in-figures:Sql"] = Week,
            });
        }

        configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Analytics:Datasets:invoices:ConnectionString"] = connection,
            ["Analytics:Datasets:invoices:Sql"] = Invoices,
            ["Analytics:Datasets:invoices:Time"] = "sent",
            ["Analytics:Datasets:audience:ConnectionString"] = connection,
            ["Analytics:Datasets:audience:Sql"] = "SELECT day, channel, views, watch_minutes FROM audience",
            ["Analytics:Datasets:audience:Time"] = "day",
        });
    }
}
