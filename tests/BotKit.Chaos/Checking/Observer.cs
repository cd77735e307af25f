using System.Data.Common;
using System.Globalization;
using BotKit.Chaos.Stores;
using BotKit.Chaos.Workers;

namespace BotKit.Chaos.Checking;

/// <summary>Looks at the tables while the test runs: every snapshot must add up.</summary>
internal sealed class Observer(IChaosStore store)
{
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(200);

    private const string Unbalanced = """
        select
         (select count(*) from bot_run r where r.state <> 3 and not exists (select 1 from bot_queue q where q.id = r.id)),
         (select count(*) from bot_queue q where not exists (select 1 from bot_run r where r.id = q.id and r.state <> 3)),
         (select count(*) from bot_queue where state = 2 and bot = 'narrow'),
         (select count(*) from bot_queue where state = 2 and owner is null and direct = 0)
        """;

    private readonly List<string> _violations = [];

    public int Snapshots { get; private set; }

    public IReadOnlyList<string> Violations => _violations;

    public async Task RunAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await using var connection = await store.OpenAsync();
                while (!stop.IsCancellationRequested)
                {
                    await LookAsync(connection);
                    await Task.Delay(Every, TimeProvider.System, stop);
                }
            }
            catch (Exception exception) when (exception is DbException or IOException or OperationCanceledException)
            {
                // The store is away, which is part of the test.
                await Task.Delay(Every, TimeProvider.System, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <summary>How many runs have not ended, without those that nobody can run; <see langword="null"/> when the store is away.</summary>
    public async Task<long?> LeftAsync()
        => await NumberAsync($"select count(*) from bot_queue where bot <> '{Bots.Unknown}' and payload_version <> {Bots.NewerPayload}");

    /// <summary>How many runs nodes of a name hold.</summary>
    public async Task<long?> HeldByAsync(string name)
        => await NumberAsync($"select count(*) from bot_queue q join bot_node n on n.id = q.owner where n.name = '{name}'");

    private async Task<long?> NumberAsync(string sql)
    {
        try
        {
            await using var connection = await store.OpenAsync();
            await using var command = connection.CreateCommand();
            command.CommandText = sql;
            return Convert.ToInt64(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture);
        }
        catch (DbException)
        {
            return null;
        }
    }

    private async Task LookAsync(DbConnection connection)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = Unbalanced;
        await using var reader = await command.ExecuteReaderAsync();
        await reader.ReadAsync();
        long At(int column) => Convert.ToInt64(reader.GetValue(column), CultureInfo.InvariantCulture);
        Snapshots++;
        Note(At(0) > 0, $"I1: {At(0)} runs have not ended and are not in the queue");
        Note(At(1) > 0, $"I1: {At(1)} runs are in the queue and have no row, or have ended");
        Note(At(2) > Bots.NarrowLimit, $"I14: {At(2)} runs of '{Bots.Narrow}' are running");
        Note(At(3) > 0, $"I7: {At(3)} queued runs are running and nobody holds them");
    }

    private void Note(bool isWrong, string what)
    {
        if (isWrong && _violations.Count < 20)
        {
            _violations.Add(what);
        }
    }
}
