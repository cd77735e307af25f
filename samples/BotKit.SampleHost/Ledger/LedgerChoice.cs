namespace BotKit.SampleHost.Ledger;

/// <summary>Where the ledger is: a SQLite file in the data folder, or a PostgreSQL database if one is named.</summary>
internal static class LedgerChoice
{
    public const string Variable = "BOTKIT_POSTGRES";
    private const string Key = "Ledger:PostgreSql";

    public static IBotKitBuilder UseLedger(this IBotKitBuilder bots, IConfiguration configuration, DataFolder folder)
        => (configuration[Variable] ?? configuration[Key]) is { Length: > 0 } postgres
            ? bots.UsePostgreSql(postgres)
            : bots.UseSqlite($"Data Source={folder.File("botkit.db")}");
}
