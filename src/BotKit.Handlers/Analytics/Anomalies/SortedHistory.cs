namespace BotKit.Handlers.Analytics.Anomalies;

/// <summary>The last values in order of size.</summary>
internal sealed class SortedHistory(int capacity)
{
    private readonly List<double> _sorted = [];
    private readonly Queue<double> _arrivals = new();

    public int Count => _sorted.Count;

    /// <param name="rank">0 for the least.</param>
    public double this[int rank] => _sorted[rank];

    public void Add(double value)
    {
        if (_sorted.Count == capacity)
        {
            _sorted.RemoveAt(_sorted.BinarySearch(_arrivals.Dequeue()));
        }

        _arrivals.Enqueue(value);
        _sorted.Insert(CountBelow(value), value);
    }

    /// <summary>How many values are less, or where among equal ones this one could stand.</summary>
    public int CountBelow(double value) => _sorted.BinarySearch(value) is var at && at < 0 ? ~at : at;
}
