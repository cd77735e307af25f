using BotKit.Ledger;
using Npgsql;

namespace BotKit.Storage.PostgreSql.Hot;

/// <summary>
/// Keeps each bot's queue below its limit without counting it for every run: counted anew once a second, and sooner the nearer
/// the limit is. One node is exact; several together may exceed a limit by what they accept within one such interval.
/// </summary>
internal sealed class QueueDepths(TimeProvider clock)
{
    private const string Count = """
        select b,
         (select count(*) from (select from bot_queue q where q.bot = b and q.state = 1 limit $2) x)
         + (select count(*) from (select from bot_queue q where q.bot = b and q.state = 0 limit $2) x)
        from unnest($1) b
        """;

    private const int Exact = 1_000;
    private static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan MaxAgeOfRefusal = TimeSpan.FromMilliseconds(100);

    private readonly Dictionary<string, Depth> _depths = new(StringComparer.Ordinal);

    // Taken by the open transaction, and not in the table yet.
    private readonly Dictionary<string, long> _open = new(StringComparer.Ordinal);

    /// <summary>Takes room for runs that are submitted together.</summary>
    /// <returns>Which of the runs found none; <see langword="null"/> when there is room for all, which is taken.</returns>
    public bool[]? Take(NpgsqlConnection connection, IReadOnlyList<RunSubmission> runs)
    {
        if (runs.Count == 1)
        {
            var depth = Of(connection, runs[0], 1);
            if (depth.Waiting + 1 > runs[0].MaxQueued)
            {
                return [true];
            }

            Add(runs[0].Bot);
            return null;
        }

        bool[]? refused = null;
        foreach (var group in Enumerable.Range(0, runs.Count).GroupBy(i => runs[i].Bot))
        {
            var places = group.ToList();
            var depth = Of(connection, runs[places[0]], places.Count);
            for (var i = 0; i < places.Count; i++)
            {
                if (depth.Waiting + i + 1 > runs[places[i]].MaxQueued)
                {
                    (refused ??= new bool[runs.Count])[places[i]] = true;
                }
            }
        }

        if (refused is null)
        {
            foreach (var run in runs)
            {
                Add(run.Bot);
            }
        }

        return refused;
    }

    /// <summary>A transaction begins: what the one before took is in the table now.</summary>
    public void Begin() => _open.Clear();

    /// <summary>Forgets what was taken by a transaction that was rolled back.</summary>
    public void Forget() => _depths.Clear();

    private void Add(string bot)
    {
        _depths[bot].Added++;
        _open[bot] = _open.GetValueOrDefault(bot) + 1;
    }

    private Depth Of(NpgsqlConnection connection, RunSubmission run, int count)
    {
        if (_depths.TryGetValue(run.Bot, out var depth))
        {
            var age = clock.GetElapsedTime(depth.CountedAt);
            var room = run.MaxQueued - depth.Counted;
            if (depth.Waiting + count > run.MaxQueued
                ? run.MaxQueued > Exact && age < MaxAgeOfRefusal
                : age < MaxAge && depth.Added + count <= room / 4)
            {
                return depth;
            }
        }

        using var command = new NpgsqlCommand(Count, connection);
        command.Parameters.Add(Arrays.Texts([run.Bot]));
        command.Parameters.Add(Arrays.Number(run.MaxQueued));
        using var reader = command.ExecuteReader();
        reader.Read();
        return _depths[run.Bot] = new Depth
        {
            Counted = reader.GetInt64(1),
            CountedAt = clock.GetTimestamp(),
            Added = _open.GetValueOrDefault(run.Bot),
        };
    }

    private sealed class Depth
    {
        public required long Counted { get; init; }

        public required long CountedAt { get; init; }

        public long Added { get; set; }

        public long Waiting => Counted + Added;
    }
}
