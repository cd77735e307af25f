namespace BotKit.SampleHost.Demo;

/// <summary>Names the demo database <c>studio</c>, with two queries and what reports are made of, unless configuration already does.</summary>
internal static class DemoConfiguration
{
    private const string Invoices = """
        SELECT i.sent, i.amount_eur, CASE WHEN i.paid IS NULL THEN 'open' ELSE 'paid' END AS state, c.name AS client, c.city, p.status AS project_status
        FROM invoice i JOIN project p ON p.id = i.project_id JOIN client c ON c.id = p.client_id
        """;

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
