using SQLitePCL;

namespace BotKit.Handlers.Analytics;

/// <summary>The values of one row for the aggregates, read once for all groups that it belongs to.</summary>
internal sealed class RowValues(IReadOnlyList<Aggregate> aggregates)
{
    private readonly bool[] _present = new bool[aggregates.Count];
    private readonly double[] _numbers = new double[aggregates.Count];
    private readonly ulong[] _fingerprints = new ulong[aggregates.Count];

    /// <param name="row">A statement that stands on the row.</param>
    /// <param name="first">The column of the first aggregate's value.</param>
    public void Read(sqlite3_stmt row, int first)
    {
        for (var at = 0; at < _present.Length; at++)
        {
            switch (aggregates[at])
            {
                case { Kind: AggregateKind.Count, IsUnconditional: true }:
                    _present[at] = true;
                    break;
                case { Kind: AggregateKind.CountDistinct }:
                    // A text of no length is not in the table: it counts as absent.
                    var text = raw.sqlite3_column_blob(row, first + at);
                    _present[at] = text.Length > 0;
                    _fingerprints[at] = Fingerprint.Of(text);
                    break;
                default:
                    _numbers[at] = raw.sqlite3_column_double(row, first + at);
                    _present[at] = _numbers[at] != 0 || raw.sqlite3_column_type(row, first + at) != raw.SQLITE_NULL;
                    break;
            }
        }
    }

    public bool Has(int at) => _present[at];

    public double Number(int at) => _numbers[at];

    public ulong FingerprintOf(int at) => _fingerprints[at];
}
