using System.Numerics;

namespace BotKit.Handlers.Analytics.Anomalies;

/// <summary>
/// How far the course of the last values is from the most similar one before it: the distance to the nearest neighbour among all earlier
/// windows, kept up to date with one step per lag (the left matrix profile, Yeh et al., 2016, without normalisation).
/// </summary>
internal sealed class CourseNovelty(int window)
{
    public const int MaxLag = 20_000;

    private double[] _squares = new double[256];
    private int _count;

    /// <param name="values">The values up to now, the newest first; one more than at the call before.</param>
    /// <returns>The distance; not a number while no earlier window lies beside this one.</returns>
    public double Update(ReadOnlySpan<double> values)
    {
        _count++;
        var lags = Math.Min(values.Length - 1, MaxLag);
        if (_squares.Length <= lags)
        {
            Array.Resize(ref _squares, Math.Min(MaxLag + 1, _squares.Length * 2));
        }

        // Up to this lag the earlier window has lost a value, too; beyond it, windows are not complete yet.
        var leaving = Math.Clamp(values.Length - 1 - window, 0, lags);
        var joined = values[..(lags + 1)];
        var gone = values.Length > window ? values[window..] : default;
        Advance(joined, gone, 1, Math.Min(window, leaving + 1));
        var nearest = Advance(joined, gone, window, leaving + 1);
        for (var lag = leaving + 1; lag <= lags; lag++)
        {
            var difference = joined[0] - joined[lag];
            _squares[lag] += difference * difference;
        }

        var whole = values.Length - window;
        if (whole == leaving + 1 && whole >= window && whole <= lags)
        {
            nearest = Math.Min(nearest, _squares[whole]);
        }

        return _count < 2 * window ? double.NaN : Math.Sqrt(Math.Max(nearest, 0));
    }

    /// <returns>The least sum of squares among the lags.</returns>
    private double Advance(ReadOnlySpan<double> joined, ReadOnlySpan<double> gone, int from, int to)
    {
        var nearest = double.PositiveInfinity;
        if (to <= from)
        {
            return nearest;
        }

        var lag = from;
        var squares = _squares.AsSpan();
        var (newest, oldest) = (new Vector<double>(joined[0]), new Vector<double>(gone[0]));
        var least = new Vector<double>(double.PositiveInfinity);
        for (; lag + Vector<double>.Count <= to; lag += Vector<double>.Count)
        {
            var difference = newest - new Vector<double>(joined[lag..]);
            var past = oldest - new Vector<double>(gone[lag..]);
            var square = new Vector<double>(squares[lag..]) + (difference * difference) - (past * past);
            square.CopyTo(squares[lag..]);
            least = Vector.Min(least, square);
        }

        for (var at = 0; at < Vector<double>.Count; at++)
        {
            nearest = Math.Min(nearest, least[at]);
        }

        for (; lag < to; lag++)
        {
            var difference = joined[0] - joined[lag];
            var past = gone[0] - gone[lag];
            squares[lag] = squares[lag] + (difference * difference) - (past * past);
            nearest = Math.Min(nearest, squares[lag]);
        }

        return nearest;
    }
}
