namespace BotKit.SampleHost.Demo;

/// <summary>Names the demo database <c>studio</c>, with two queries, unless configuration already does.</summary>
internal static class DemoConfiguration
{
    public static void AddDemoDatabase(this ConfigurationManager configuration, DataFolder folder)
    {
        if (configuration["Databases:studio:ConnectionString"] is not null)
        {
            return;
        }

        configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Databases:studio:Provider"] = "sqlite",
            ["Databases:studio:ConnectionString"] = $"Data Source={folder.File(StudioDatabase.FileName)}",
            ["Databases:studio:Trusted"] = "true",
            ["Databases:studio:BackupFolder"] = folder.File("backups"),
            ["Databases:studio:Queries:unpaid-invoices:Sql"] =
                "SELECT p.title, i.amount_eur, i.sent FROM invoice i JOIN project p ON p.id = i.project_id WHERE i.paid IS NULL ORDER BY i.sent",
            ["Databases:studio:Queries:projects-by-status:Sql"] =
                "SELECT title, budget_eur FROM project WHERE status = $status ORDER BY title",
        });
    }
}
