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
            var depth = Of(connection, runs[0].Bot, runs[0].MaxQueued, 1);
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
            var depth = Of(connection, group.Key, runs[places[0]].MaxQueued, places.Count);
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

    /// <summary>How many more runs of a bot may wait: counted, unless there is plenty of room.</summary>
    public int Left(NpgsqlConnection connection, string bot, int max)
        => (int)Math.Max(0, max - (max <= Exact ? Counted(connection, bot, max) : Of(connection, bot, max, 1)).Waiting);

    /// <summary>Runs wait that did not ask for room; they are in the table before anything is counted again.</summary>
    public void Added(IReadOnlyList<RunSubmission> runs)
    {
        for (var i = 0; i < runs.Count; i++)
        {
            if (_depths.TryGetValue(runs[i].Bot, out var depth))
            {
                depth.Added++;
            }
        }
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

    private Depth Of(NpgsqlConnection connection, string bot, int max, int count)
    {
        if (_depths.TryGetValue(bot, out var depth))
        {
            var age = clock.GetElapsedTime(depth.CountedAt);
            var room = max - depth.Counted;
            if (depth.Waiting + count > max
                ? max > Exact && age < MaxAgeOfRefusal
                : age < MaxAge && depth.Added + count <= room / 4)
            {
                return depth;
            }
        }

        return Counted(connection, bot, max);
    }

    private Depth Counted(NpgsqlConnection connection, string bot, int max)
    {
        using var command = new NpgsqlCommand(Count, connection);
        command.Parameters.Add(Arrays.Texts([bot]));
        command.Parameters.Add(Arrays.Number(max));
        using var reader = command.ExecuteReader();
        reader.Read();
        return _depths[bot] = new Depth
        {
            Counted = reader.GetInt64(1),
            CountedAt = clock.GetTimestamp(),
            Added = _open.GetValueOrDefault(bot),
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
