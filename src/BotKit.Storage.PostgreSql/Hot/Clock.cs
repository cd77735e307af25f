namespace BotKit.Storage.PostgreSql.Hot;

/// <summary>The store's clock in SQL: UTC milliseconds of the server, or what a test says.</summary>
internal static class Clock
{
    public const string Now = "floor(extract(epoch from clock_timestamp()) * 1000)::bigint";

    /// <summary>The start of a statement whose first parameter is a test's time or null.</summary>
    public const string With = $"t as materialized (select coalesce($1, {Now}) as now)";
}
