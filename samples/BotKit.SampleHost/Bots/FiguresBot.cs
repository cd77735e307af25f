using BotKit.SampleHost.Demo;
using Microsoft.Data.Sqlite;

namespace BotKit.SampleHost.Bots;

/// <summary>Counts what the studio's database holds.</summary>
internal sealed class FiguresBot(DataFolder folder, TimeProvider clock) : BaseBot<FiguresInput, StudioFigures>
{
    private const string Projects = "SELECT status, COUNT(*) FROM project GROUP BY status ORDER BY status";

    private const string Money = "SELECT SUM(amount_eur), SUM(CASE WHEN paid IS NULL THEN amount_eur ELSE 0 END) FROM invoice";

    private const string Debtors = """
        SELECT c.name, SUM(i.amount_eur) AS owed
        FROM invoice i JOIN project p ON p.id = i.project_id JOIN client c ON c.id = p.client_id
        WHERE i.paid IS NULL GROUP BY c.id ORDER BY owed DESC, c.name LIMIT $top
        """;

    protected override async ValueTask<StudioFigures> ExecuteAsync(FiguresInput input, BotContext context, CancellationToken cancellationToken)
    {
        var source = new SqliteConnectionStringBuilder { DataSource = folder.File(StudioDatabase.FileName), Mode = SqliteOpenMode.ReadOnly };
        var connection = new SqliteConnection(source.ToString());
        await using var _ = connection.ConfigureAwait(false);
        await connection.OpenAsync(cancellationToken).ConfigureAwait(false);

        var projects = await CountsAsync(connection, Projects, 0, cancellationToken).ConfigureAwait(false);
        var (invoiced, unpaid) = await MoneyAsync(connection, cancellationToken).ConfigureAwait(false);
        var debtors = await CountsAsync(connection, Debtors, input.Top, cancellationToken).ConfigureAwait(false);
        return new StudioFigures(context.ScheduledFor ?? clock.GetUtcNow(), projects, invoiced, unpaid, debtors);
    }

    private static async ValueTask<(long Invoiced, long Unpaid)> MoneyAsync(SqliteConnection connection, CancellationToken cancellationToken)
    {
        using var command = connection.CreateCommand();
        command.CommandText = Money;
        using var row = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        return await row.ReadAsync(cancellationToken).ConfigureAwait(false) && !row.IsDBNull(0) ? (row.GetInt64(0), row.GetInt64(1)) : default;
    }

    private static async ValueTask<IReadOnlyDictionary<string, long>> CountsAsync(
        SqliteConnection connection, string sql, int top, CancellationToken cancellationToken)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.Parameters.AddWithValue("$top", top);
        using var row = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        var counts = new Dictionary<string, long>();
        while (await row.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            counts[row.GetString(0)] = row.GetInt64(1);
        }

        return counts;
    }
}
