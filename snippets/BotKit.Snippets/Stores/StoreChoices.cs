using BotKit.Ledger;
using BotKit.Nodes;

namespace Studio.Stores;

public static class StoreChoices
{
    public static void Sqlite(IServiceCollection services)
    {
        #region snippet: use-sqlite
        services.AddBotKit(bots => bots
            .UseSqlite("Data Source=/var/lib/studio/botkit.db")
            .AddBot<LeadBot>("lead"));
        #endregion
    }

    public static void PostgreSql(IServiceCollection services)
    {
        #region snippet: use-postgresql
        services.AddBotKit(bots => bots
            .UsePostgreSql("Host=db;Database=studio;Username=studio", options => options.Schema = "bots")
            .AddBot<LeadBot>("lead"));
        #endregion
    }

    public static void Options(IServiceCollection services)
    {
        #region snippet: store-options
        services.Configure<NodeOptions>(options => options.Name = "mail-2");
        services.Configure<RetentionOptions>(options =>
        {
            options.Runs = TimeSpan.FromDays(90);
            options.Logs = TimeSpan.FromDays(14);
        });
        #endregion
    }
}
