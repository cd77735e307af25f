namespace BotKit.Handlers.Leads;

/// <summary>
/// Carries rows from a table through a transformation: read one after the other, transformed on several threads, and handed on
/// in their order, some thousand at a time.
/// </summary>
internal static class RowPump
{
    private const int BatchSize = 4096;

    /// <param name="table">The rows.</param>
    /// <param name="transform">Makes something of a row; called on several threads at once.</param>
    /// <param name="take">Takes it, in the order of the rows, with the row's line.</param>
    /// <param name="bad">Gets the bad rows.</param>
    /// <param name="progress">Gets told after each batch.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>How many good rows there were.</returns>
    public static long Run<T>(
        LeadTable table,
        Func<string?[], T> transform,
        Action<long, T> take,
        BadRows bad,
        Action<double> progress,
        CancellationToken cancellationToken)
    {
        var rows = new List<(long Line, string?[] Values)>(BatchSize);
        var made = new T[BatchSize];
        var total = 0L;
        var options = new ParallelOptions { CancellationToken = cancellationToken, MaxDegreeOfParallelism = Environment.ProcessorCount };
        while (true)
        {
            var goesOn = table.Read();
            if (goesOn && table.Bad is { } badRow)
            {
                bad.Add(badRow);
                continue;
            }

            if (goesOn)
            {
                rows.Add((table.Line, table.Row()));
            }

            if (rows.Count == BatchSize || (!goesOn && rows.Count > 0))
            {
                Parallel.For(0, rows.Count, options, index => made[index] = transform(rows[index].Values));
                for (var index = 0; index < rows.Count; index++)
                {
                    take(rows[index].Line, made[index]);
                }

                total += rows.Count;
                rows.Clear();
                progress(table.Fraction);
            }

            if (!goesOn)
            {
                return total;
            }
        }
    }
}
